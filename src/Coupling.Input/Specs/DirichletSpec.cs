using System.Globalization;

namespace Coupling.Input;

/// <summary><c>dirichlet:alpha,n,seed</c>: one draw, not the law.</summary>
public sealed record DirichletSpec(double Alpha, int N, ulong Seed) : DistributionSpec
{
    public override string Kind => SpecKinds.Dirichlet;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{SpecKinds.Dirichlet}:{Alpha:R},{N},{Seed}");
}
