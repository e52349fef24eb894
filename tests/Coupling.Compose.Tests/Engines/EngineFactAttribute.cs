namespace Coupling.Compose.Tests.Engines;

/// <summary>A test that builds images and starts containers.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineFactAttribute : FactAttribute
{
    public EngineFactAttribute() => Skip = Engine.WhyNot;
}
