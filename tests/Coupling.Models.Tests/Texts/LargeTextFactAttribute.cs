namespace Coupling.Models.Tests;

/// <summary>A fact about a large text, skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LargeTextFactAttribute : FactAttribute
{
    public LargeTextFactAttribute() => Skip = LargeText.WhyNot;
}
