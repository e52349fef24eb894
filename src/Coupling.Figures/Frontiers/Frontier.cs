namespace Coupling.Figures.Frontiers;

/// <summary>Agreement against measured payload bits, for all modes of one run on one pair.</summary>
/// <param name="RunId">The run that measured it.</param>
/// <param name="P">Alice's SPEC.</param>
/// <param name="Q">Bob's SPEC.</param>
/// <param name="AlphabetSize">n.</param>
/// <param name="Seed">Of the public coins.</param>
/// <param name="TotalVariation">D; null without disclosure, as the next two.</param>
/// <param name="Floor">(1 − D)/(1 + D).</param>
/// <param name="Optimum">1 − D.</param>
/// <param name="Points">All modes, by bits.</param>
/// <param name="Hull">Corners of the upper concave hull over the modes whose cost is per round.</param>
public sealed record Frontier(
    string RunId,
    string P,
    string Q,
    int AlphabetSize,
    ulong Seed,
    double? TotalVariation,
    double? Floor,
    double? Optimum,
    IReadOnlyList<FrontierPoint> Points,
    IReadOnlyList<FrontierPoint> Hull)
{
    /// <summary>What a bit buys, between every two neighbouring corners.</summary>
    public IReadOnlyList<HullSegment> Segments =>
        [.. Hull.Zip(Hull.Skip(1), (from, to) => new HullSegment(from.Mode, to.Mode, to.BitsPerRound - from.BitsPerRound, to.Level - from.Level))];

    /// <summary>Agreement that time-sharing between the corners reaches; flat beyond the last one.</summary>
    /// <param name="bits">Payload bits per round, at least 0.</param>
    public double HullAt(double bits)
    {
        for (int index = 1; index < Hull.Count; index++)
        {
            if (bits < Hull[index].BitsPerRound)
            {
                return Hull[index - 1].Level + ((bits - Hull[index - 1].BitsPerRound) * UpperHull.Slope(Hull[index - 1], Hull[index]));
            }
        }

        return Hull[^1].Level;
    }
}
