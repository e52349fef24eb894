using System.Globalization;

namespace Coupling.Input;

/// <summary><c>inline:0.5,0.3,0.2</c>: the weights themselves.</summary>
public sealed record InlineSpec(IReadOnlyList<double> Weights) : DistributionSpec
{
    public override string Kind => SpecKinds.Inline;

    public bool Equals(InlineSpec? other) => other is not null && Weights.SequenceEqual(other.Weights);

    public override int GetHashCode() => Weights.Aggregate(Weights.Count, HashCode.Combine);

    public override string ToString() =>
        SpecKinds.Inline + ":" + string.Join(',', Weights.Select(w => w.ToString("R", CultureInfo.InvariantCulture)));
}
