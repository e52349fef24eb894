using System.Globalization;

namespace Coupling.Input;

/// <summary><c>geometric:r,n</c>.</summary>
public sealed record GeometricSpec(double R, int N) : DistributionSpec
{
    public override string Kind => SpecKinds.Geometric;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{SpecKinds.Geometric}:{R:R},{N}");
}
