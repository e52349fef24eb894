namespace Coupling.Theory.Tests.Enumerated;

/// <summary>A uniform coin in (0, 1), and the inverse CDF of docs/randomness.md, section 7.</summary>
internal static class Uniform
{
    /// <summary>The stretches between the cuts, by a point inside and a length. What depends on the side of each cut only is constant on each of them.</summary>
    public static IEnumerable<(double At, double Length)> Pieces(params IEnumerable<double> cuts)
    {
        double from = 0;
        foreach (double cut in cuts.Where(cut => cut is > 0 and < 1).Append(1).Order())
        {
            if (cut > from)
            {
                yield return ((from + cut) / 2, cut - from);
                from = cut;
            }
        }
    }

    /// <summary>W₀, W₁, … over the last of them: where the inverse CDF jumps.</summary>
    public static double[] Cumulative(double[] weights) =>
        [.. weights.Select((_, item) => weights.Take(item + 1).Sum() / weights.Sum())];

    /// <summary>The lowest item whose cumulative weight is above u, else the highest of any weight.</summary>
    public static int InverseCdf(double[] weights, double u)
    {
        int item = Array.FindIndex(Cumulative(weights), cumulative => cumulative > u);
        return item >= 0 ? item : Array.FindLastIndex(weights, weight => weight > 0);
    }

    /// <summary>The law of the inverse CDF of a uniform.</summary>
    public static IEnumerable<(int Item, double Probability)> Draws(double[] weights) =>
        Pieces(Cumulative(weights)).Select(u => (InverseCdf(weights, u.At), u.Length));
}
