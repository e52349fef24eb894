using System.Globalization;

namespace Coupling.Input;

/// <summary>
/// <c>perturb:TV,seed@SPEC</c>: rows at this total variation distance from those of another SPEC; or
/// <c>perturb:FROM..TO,rows,seed@SPEC</c>: a workload whose distance grows or falls evenly.
/// </summary>
/// <param name="From">The distance of the first row.</param>
/// <param name="To">That of the last.</param>
/// <param name="Rows">How many rows; null for one of each row of <paramref name="Of"/>, all at the same distance.</param>
/// <param name="Seed">Of the direction.</param>
/// <param name="Of">What is perturbed; no text, and not perturbed itself.</param>
public sealed record PerturbSpec(double From, double To, int? Rows, ulong Seed, DistributionSpec Of) : DistributionSpec
{
    public override string Kind => SpecKinds.Perturb;

    public override string ToString() => Rows is { } rows
        ? string.Create(CultureInfo.InvariantCulture, $"{SpecKinds.Perturb}:{From:R}..{To:R},{rows},{Seed}@{Of}")
        : string.Create(CultureInfo.InvariantCulture, $"{SpecKinds.Perturb}:{From:R},{Seed}@{Of}");
}
