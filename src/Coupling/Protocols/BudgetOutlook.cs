namespace Coupling.Protocols;

/// <summary>
/// What Bob reads off a sketch of Alice's row, and tells her: how far the rows are apart, and how much an upgrade may gain over the race.
/// It decides what is worth trying; no sample's law depends on it.
/// </summary>
/// <param name="Distance">D, as the codes of weights carry it; 0..1.</param>
/// <param name="GainSteps">(1 − D − gumbel) in steps of a 128th of D(1−D)/(1+D), rounded down, less a doubt: 0..127.</param>
internal readonly record struct BudgetOutlook(double Distance, int GainSteps)
{
    public const int GainBits = 7;

    private const double Steps = 1 << GainBits;

    /// <summary>(1 − D − gumbel) as a share of D(1−D)/(1+D), 0..1: 0 where the race is an optimal coupling, 1 where it is no better than the floor.</summary>
    public double GainShare => GainSteps / Steps;

    /// <summary>Whether an upgrade may gain anything.</summary>
    public bool IsWorthwhile => Distance > 0 && GainSteps > 0;

    /// <summary>The outlook of a sketch.</summary>
    /// <param name="sketch">How it was made.</param>
    /// <param name="alice">The weights it told, p.</param>
    /// <param name="bob">Bob's weights of the same items, q.</param>
    public static BudgetOutlook Of(BudgetSketch sketch, ReadOnlySpan<double> alice, ReadOnlySpan<double> bob)
    {
        // E over j ~ P of min(1, q_j/p_j) is 1 − D, and of 1/F(p_j/q_j) it is gumbel, F(λ) = Σ max(p, λ·q) = 1 + λ − E min(1, λ·q/p).
        int points = sketch.Points;
        double[] share = new double[points];
        double[] ratio = new double[points];
        double kept = 0;
        for (int point = 0; point < points; point++)
        {
            bool has = alice[point] > 0;
            share[point] = !has ? 0 : sketch.IsWhole ? alice[point] : 1.0 / points;
            ratio[point] = has ? bob[point] / alice[point] : 0;
            kept += share[point] * Math.Min(1, ratio[point]);
        }

        double race = 0;
        for (int point = 0; point < points; point++)
        {
            race += ratio[point] > 0 ? share[point] / Larger(share, ratio, 1 / ratio[point]) : 0;
        }

        double distance = BudgetSketch.Decode(BudgetSketch.Encode(Math.Clamp(1 - kept, 0, 1)));
        double room = Math.Max(distance * (1 - distance) / (1 + distance), double.Epsilon);
        double doubt = sketch.IsWhole ? 0 : 0.5 / Math.Sqrt(points);
        double gain = Math.Floor(Steps * (((kept - race) / room) - doubt));
        return new BudgetOutlook(distance, (int)Math.Clamp(gain, 0, Steps - 1));
    }

    private static double Larger(double[] share, double[] ratio, double factor)
    {
        double sum = 1 + factor;
        for (int point = 0; point < share.Length; point++)
        {
            sum -= share[point] * Math.Min(1, factor * ratio[point]);
        }

        return sum;
    }
}
