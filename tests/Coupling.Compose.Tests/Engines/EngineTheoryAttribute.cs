namespace Coupling.Compose.Tests.Engines;

/// <summary>A theory that needs the engine.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineTheoryAttribute : TheoryAttribute
{
    public EngineTheoryAttribute() => Skip = Engine.WhyNot;
}
