namespace Coupling.Protocols.Grouped;

/// <summary>How the searches of step 7 are cut, from what both parties know: how many rounds were found.</summary>
internal static class SearchPlan
{
    /// <summary>The longest interval, and all intervals of a pass together: what is read between two frames.</summary>
    public const int LongestPass = 1 << 20;

    /// <summary>
    /// So many passes, or intervals of one round: then a unit is given up. Where Bob has darts of his own at all it does not come to
    /// that, unless D is below about 10⁻⁷; without the limit an Alice who hides them, or a Bob who is never content, would
    /// keep the other for ever.
    /// </summary>
    public const int MostIntervals = 256;

    /// <summary>An interval of a pass is split into at most so many parts: few turns.</summary>
    public const int PassArity = 32;

    /// <summary>An interval of a round's own search is split into so many parts: few bits.</summary>
    public const int OwnArity = 2;

    /// <summary>Differences per interval for which a search costs the fewest bits, and a little more.</summary>
    private const double DifferencesPerInterval = 1.2;

    private const double Sqrt2 = 1.4142135623730951;

    private const int IntervalsPerLength = 8;

    /// <summary>The length in cells, of half a unit of time each, that is nearest to 1.2/D̂; a power of two.</summary>
    /// <param name="found">How many rounds were found, at least 1.</param>
    /// <param name="rounds">Out of how many.</param>
    /// <param name="hashBits">c₀.</param>
    public static int Cells(int found, int rounds, int hashBits)
    {
        double different = Math.Min(found / (rounds * (1 - (1.0 / (1 << hashBits)))), 1);
        double distance = different / (2 - different);
        int cells = 1;
        while (cells * Sqrt2 < DifferencesPerInterval / distance)
        {
            cells *= 2;
        }

        return Math.Min(cells, LongestPass);
    }

    /// <summary>The same for a later interval of one round: longer and longer, should D̂ be no measure of this round.</summary>
    public static int Cells(int cells, int interval) =>
        (int)Math.Min((long)cells << Math.Min(interval / IntervalsPerLength, 20), LongestPass);

    /// <summary>A pass: so many intervals of such a length that mostly all demands can be served.</summary>
    /// <param name="cells">The first length.</param>
    /// <param name="missing">Demands.</param>
    /// <param name="pass">0, 1, …: each is twice as long.</param>
    public static (int Intervals, int Cells) Pass(int cells, int missing, int pass)
    {
        var length = (int)Math.Min((long)cells << Math.Min(pass, 20), LongestPass);
        return (Math.Clamp((6 * missing) + 6, 1, LongestPass / length), length);
    }
}
