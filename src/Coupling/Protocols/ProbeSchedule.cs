namespace Coupling.Protocols;

/// <summary>
/// How many probes repair sends in its j-th group, j = 0, 1, …: max(1, ⌊1.25^(j−4)⌋). It grows slowly, so that few probes
/// are wasted when the first "no" comes, and fast enough to end in tens of turns.
/// </summary>
public static class ProbeSchedule
{
    /// <summary>
    /// After so many groups, 19 million probes, a round is given up. Where Bob has darts of his own at all this happens with
    /// probability below exp(−1.4·10⁷·D) in a round that probes; without the limit an Alice who always says yes, or rows that
    /// differ only in the rounding of their sums, would keep him for ever.
    /// </summary>
    public const int MostGroups = 80;

    private const int Largest = 1 << 20;

    private static readonly int[] Sizes = Build();

    /// <summary>The number of probes in group <paramref name="group"/>, 1..2^20.</summary>
    public static int Size(int group) => Sizes[Math.Min(group, Sizes.Length - 1)];

    private static int[] Build()
    {
        // 1.25^k in binary64 by repeated multiplication: the same floor on every machine.
        var sizes = new List<int>();
        double power = 1 / (1.25 * 1.25 * 1.25 * 1.25);
        while (power < Largest)
        {
            sizes.Add(Math.Max(1, (int)Math.Floor(power)));
            power *= 1.25;
        }

        sizes.Add(Largest);
        return [.. sizes];
    }
}
