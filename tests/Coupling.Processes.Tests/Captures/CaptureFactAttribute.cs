namespace Coupling.Processes.Tests.Captures;

/// <summary>A test that captures the packets of the loopback interface.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CaptureFactAttribute : FactAttribute
{
    public CaptureFactAttribute() => Skip = CaptureTools.WhyNot;
}
