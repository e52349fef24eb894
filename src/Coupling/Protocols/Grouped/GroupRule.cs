namespace Coupling.Protocols.Grouped;

/// <summary>
/// Which setting a group gets: from c₀ alone, or from c₀ and how many groups of the first part of the unit were flagged. A
/// function of public things; compared and computed by IEEE operations in a fixed order, so that both parties agree on it.
/// </summary>
public static class GroupRule
{
    /// <summary>The largest G.</summary>
    public const int LargestSize = 256;

    private const double Sqrt2 = 1.4142135623730951;

    /// <summary>Up to this G the first search, too, splits into single rounds at once.</summary>
    private const int LargestFlatSize = 8;

    /// <summary>Rounds of the first part, from which the setting of the rest is taken.</summary>
    /// <param name="hashBits">c₀.</param>
    public static int FirstRounds(int hashBits) => hashBits <= 6 ? 512 : 256;

    /// <summary>
    /// The setting of the first part. c₀ is a guess at how close the pair is: whoever wants to lose ε of agreement chooses
    /// it near log₂(2D/ε).
    /// </summary>
    /// <param name="hashBits">c₀.</param>
    public static GroupSetting First(int hashBits) => Searching(hashBits switch { <= 3 => 32, <= 6 => 16, 7 => 8, _ => 4 }, hashBits);

    /// <summary>
    /// The setting of the rest, G in 2..256: so many differences per group that the bits and what the cap on searches loses are in
    /// balance.
    /// </summary>
    /// <param name="first">The setting of the first part.</param>
    /// <param name="flagged">How many of its groups were flagged.</param>
    /// <param name="groups">How many it has, all of them full, at least 1.</param>
    public static GroupSetting Rest(GroupSetting first, int flagged, int groups)
    {
        double aim = first.Searches switch { 1 => 0.8, 2 => 0.5, _ => 0.7 } / DifferenceRate(first, flagged, groups);
        int size = 2;
        while (size < LargestSize && size * Sqrt2 < aim)
        {
            size *= 2;
        }

        return Searching(size, first.HashBits);
    }

    /// <summary>The setting of all groups under `+turns`: nothing has been heard yet, so c₀ must tell how close the pair is.</summary>
    /// <param name="hashBits">c₀.</param>
    /// <param name="splits">How often a group is split, 0..2.</param>
    public static GroupSetting Splitting(int hashBits, int splits)
    {
        if (splits == 0)
        {
            return new GroupSetting(1, 1, hashBits, 0, 1);
        }

        int arity = 1 << Math.Clamp((13 - (2 * splits) - hashBits) / 2, 1, 5 - splits);
        int size = splits == 1 ? arity : arity * arity;
        return new GroupSetting(size, arity, hashBits, 0, size);
    }

    // S grows with c0: what the cap on searches loses shall be about what c0 bits lose.
    private static GroupSetting Searching(int size, int hashBits)
    {
        int searches = hashBits switch { <= 3 => 1, <= 6 => 2, <= 9 => 3, _ => 4 };
        int half = (int.Log2(size) + 1) / 2;
        int arity = size <= LargestFlatSize ? size : searches == 1 ? LargestFlatSize : 1 << half;
        return new GroupSetting(size, arity, hashBits, Math.Min(searches, size), size);
    }

    // 1 − (1 − μ)^G of the groups differ, 1 − 2^−c0 of these are flagged.
    private static double DifferenceRate(GroupSetting first, int flagged, int groups)
    {
        double seen = 1 - (1.0 / (1 << first.HashBits));
        double same = Math.Max(1 - ((flagged + 0.5) / (groups + 1) / seen), 0.25 / (groups + 1));
        for (int places = 1; places < first.Size; places *= 2)
        {
            same = Math.Sqrt(same);
        }

        return 1 - same;
    }
}
