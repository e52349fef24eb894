using System.Globalization;

namespace Coupling.Input;

/// <summary><c>subset:from,to,n</c>: uniform on the items from..to−1 of 0..n−1.</summary>
public sealed record SubsetSpec(int From, int To, int N) : DistributionSpec
{
    public override string Kind => SpecKinds.Subset;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{SpecKinds.Subset}:{From},{To},{N}");
}
