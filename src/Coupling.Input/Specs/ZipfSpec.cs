using System.Globalization;

namespace Coupling.Input;

/// <summary><c>zipf:s,n</c>.</summary>
public sealed record ZipfSpec(double S, int N) : DistributionSpec
{
    public override string Kind => SpecKinds.Zipf;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{SpecKinds.Zipf}:{S:R},{N}");
}
