using System.Globalization;

namespace Coupling.Input;

/// <summary><c>uniform:n</c>.</summary>
public sealed record UniformSpec(int N) : DistributionSpec
{
    public override string Kind => SpecKinds.Uniform;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{SpecKinds.Uniform}:{N}");
}
