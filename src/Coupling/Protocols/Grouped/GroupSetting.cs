using System.Globalization;

namespace Coupling.Protocols.Grouped;

/// <summary>
/// How a group of `repair-grouped` is searched: all that the probability of finding a difference depends on, beside the pair.
/// Both parties know it.
/// </summary>
/// <param name="Size">G, the places of a group: a power of two, 1..256.</param>
/// <param name="Arity">f, how many parts the first search splits into: a power of two, up to G. Later searches split into G.</param>
/// <param name="HashBits">c₀, 2..16.</param>
/// <param name="Searches">S, the most searches for one group, 1..7; 0 where every part that differs is split on.</param>
/// <param name="Rounds">How many places hold a round, 1..G: the last group of a unit may be short.</param>
public readonly record struct GroupSetting(int Size, int Arity, int HashBits, int Searches, int Rounds)
{
    private const int RoundsWidth = 9;
    private const int SearchesWidth = 3;
    private const int HashBitsWidth = 5;
    private const int LogWidth = 4;

    /// <summary>Whether every part that differs is split on (`+turns`), instead of searched along one hash bit.</summary>
    public bool Splits => Searches == 0;

    /// <summary>The setting as a number for <see cref="SettingTally"/>.</summary>
    public long Pack()
    {
        long packed = int.Log2(Size);
        packed = (packed << LogWidth) | (long)int.Log2(Arity);
        packed = (packed << HashBitsWidth) | (long)HashBits;
        packed = (packed << SearchesWidth) | (long)Searches;
        return (packed << RoundsWidth) | (long)Rounds;
    }

    /// <summary>The setting of a number that <see cref="Pack"/> made.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It made no such number.</exception>
    public static GroupSetting Unpack(long packed)
    {
        long rest = packed;
        int rounds = Take(ref rest, RoundsWidth);
        int searches = Take(ref rest, SearchesWidth);
        int hashBits = Take(ref rest, HashBitsWidth);
        int arity = 1 << Take(ref rest, LogWidth);
        int size = 1 << Take(ref rest, LogWidth);
        var setting = new GroupSetting(size, arity, hashBits, searches, rounds);
        bool allowed = rest == 0 && size <= GroupRule.LargestSize && arity <= size && rounds >= 1 && rounds <= size
            && hashBits is >= RepairGrouped.MinimumHashBits and <= RepairGrouped.MaximumHashBits && searches <= hashBits;
        return allowed ? setting : throw new ArgumentOutOfRangeException(nameof(packed), packed, "No setting of a group has this number.");
    }

    /// <summary>In words, for results.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"groups of {Size}{(Rounds < Size ? $" with {Rounds} rounds" : string.Empty)}, split in {Arity}, c = {HashBits}, {(Splits ? "every part that differs" : $"at most {Searches} searches")}");

    /// <summary>Into how many parts a node of so many places is split, in the search of a number from 0.</summary>
    public int ArityOf(int places, int search) => search == 0 ? Math.Min(Arity, places) : places;

    private static int Take(ref long rest, int width)
    {
        var value = (int)(rest & ((1L << width) - 1));
        rest >>= width;
        return value;
    }
}
