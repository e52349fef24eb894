namespace Coupling.Distributions;

/// <summary>
/// Apportionment by largest remainder: every quota down to a whole number, and the units that are missing then to those that lost most, of
/// equal losses to the lower item. No other whole numbers of that sum are nearer, in sum of differences or of their squares.
/// </summary>
internal static class LargestRemainder
{
    /// <summary>Units of each weight: its share of the compensated sum of all, times the units.</summary>
    /// <param name="weights">Not negative, not all 0.</param>
    /// <param name="units">1..2^50.</param>
    public static long[] Apportion(ReadOnlySpan<double> weights, long units)
    {
        double total = CompensatedSum.Of(weights);
        var apportioned = new long[weights.Length];
        var remainders = new double[weights.Length];
        long missing = units;
        for (int item = 0; item < apportioned.Length; item++)
        {
            double quota = weights[item] / total * units;
            apportioned[item] = (long)quota;
            remainders[item] = quota - apportioned[item];
            missing -= apportioned[item];
        }

        foreach (int item in Largest.Items(remainders, (int)missing))
        {
            apportioned[item]++;
        }

        return apportioned;
    }
}
