namespace Coupling.Processes.Tests.Captures;

/// <summary>A test that captures the packets of a network namespace of its own, in which there is nobody else.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NamespaceFactAttribute : FactAttribute
{
    public NamespaceFactAttribute() => Skip = CaptureTools.WhyNot ?? NetworkNamespace.WhyNot;
}
