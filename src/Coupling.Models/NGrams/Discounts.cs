namespace Coupling.Models;

/// <summary>What modified Kneser–Ney takes off a count of 1, of 2, and of 3 or more (Chen and Goodman 1999, §3.2).</summary>
/// <param name="One">Above 0, at most 1.</param>
/// <param name="Two">Above 0, at most 2.</param>
/// <param name="More">Above 0, at most 3.</param>
internal readonly record struct Discounts(double One, double Two, double More)
{
    /// <summary>
    /// What is taken where a text is too small or too odd for an estimate: where n_1, n_2, n_3 or n_4 is 0, or a discount falls outside its range. The
    /// same as KenLM's `--discount_fallback`.
    /// </summary>
    public static Discounts Fallback { get; } = new(0.5, 1, 1.5);

    /// <summary>D_i = i − (i + 1)·Y·n_{i+1}/n_i with Y = n_1/(n_1 + 2n_2), where n_i n-grams have the count i.</summary>
    public static Discounts Estimate(ReadOnlySpan<int> counts)
    {
        Span<double> n = stackalloc double[5];
        n.Clear();
        foreach (int count in counts)
        {
            if (count < n.Length)
            {
                n[count]++;
            }
        }

        if (n[1..].Contains(0))
        {
            return Fallback;
        }

        double y = n[1] / (n[1] + (2 * n[2]));
        var estimate = new Discounts(1 - (2 * y * n[2] / n[1]), 2 - (3 * y * n[3] / n[2]), 3 - (4 * y * n[4] / n[3]));
        return estimate is { One: > 0, Two: > 0, More: > 0 } ? estimate : Fallback;
    }

    /// <param name="count">At least 1.</param>
    public double Of(int count) => count switch
    {
        1 => One,
        2 => Two,
        _ => More,
    };
}
