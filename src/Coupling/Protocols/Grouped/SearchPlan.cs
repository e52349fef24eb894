namespace Coupling.Protocols.Grouped;

/// <summary>How the searches of step 7 are cut, from what both parties know: how many rounds were found.</summary>
public static class SearchPlan
{
    /// <summary>The longest interval, and all intervals of a pass together: what is read between two frames.</summary>
    public const int LongestPass = 1 << 20;

    /// <summary>
    /// So many passes, or steps of one round: then a unit is given up. Where Bob has darts of his own at all it does not come to
    /// that, unless D is below about 10⁻⁷; without the limit an Alice who hides them, or a Bob who is never content, would
    /// keep the other for ever.
    /// </summary>
    public const int MostSteps = 256;

    /// <summary>An interval of a pass is split into at most so many parts: few turns.</summary>
    public const int PassArity = 32;

    /// <summary>An interval of a round's own search is split into at most so many parts: few bits.</summary>
    public const int OwnArity = 4;

    /// <summary>
    /// Differences per interval for which a pass costs the fewest bits, and a little more. A search of its own, whose answers are
    /// bits of their own, has half as long intervals.
    /// </summary>
    private const double DifferencesPerInterval = 1.2;

    private const double Sqrt2 = 1.4142135623730951;

    private const int LongestByProbes = 4;

    private const int StepsPerDoubling = 3;
    private const int MostDoublings = 6;
    private const int MostDoublingsOfLength = 20;

    private const int LongestInCells = 32;
    private const int LongestInOneSplit = 128;
    private const int LongestInPass = 1024;

    /// <summary>
    /// Of intervals with λ differences on average, λ/(2 + 2λ), nearly, have one dart of Bob's more; most of these lead to it. Half as many again
    /// as are needed then serve all demands in most passes.
    /// </summary>
    private const double IntervalsPerDemand = 3.3;

    /// <summary>The length in cells, of half a unit of time each, that is nearest to 1.2/D̂; a power of two.</summary>
    /// <param name="found">How many rounds were found, at least 1.</param>
    /// <param name="rounds">Out of how many.</param>
    /// <param name="hashBits">c₀.</param>
    public static int Cells(int found, int rounds, int hashBits)
    {
        double different = Math.Min(found / (rounds * (1 - (1.0 / (1 << hashBits)))), 1);
        return Cells(different / (2 - different));
    }

    /// <summary>The same, of D̂ itself, above 0.</summary>
    public static int Cells(double distance)
    {
        int cells = 1;
        while (cells < LongestPass && cells * Sqrt2 < DifferencesPerInterval / distance)
        {
            cells *= 2;
        }

        return cells;
    }

    /// <summary>Into how many parts an interval is split next: as few levels as the largest arity allows, as even as can be.</summary>
    /// <param name="cells">Its length, a power of two, at least 2.</param>
    /// <param name="largest">A power of two, at least 2.</param>
    public static int Arity(int cells, int largest)
    {
        int left = int.Log2(cells);
        int levels = (left + int.Log2(largest) - 1) / int.Log2(largest);
        return 1 << ((left + levels - 1) / levels);
    }

    /// <summary>Whether a round's own search goes by probes, as in `repair`: from D̂ of about .2 on, they cost fewer bits.</summary>
    /// <param name="cells">What <see cref="Cells(double)"/> gave.</param>
    public static bool ByProbes(int cells) => cells <= LongestByProbes;

    /// <summary>
    /// A step of a round's own search: 1, 2, 2, 2, 4, 4, 4, 8, … intervals at once, up to 64, so that few searches go on for long; and when
    /// that has not helped, longer ones, should D̂ be no measure of this round.
    /// </summary>
    /// <param name="length">What <see cref="Cells(double)"/> gave.</param>
    /// <param name="step">0, 1, …</param>
    public static IntervalPlan Step(int length, int step)
    {
        int cells = Math.Max(length / 2, 1);
        int intervals = 1 << Math.Min((step + 2) / StepsPerDoubling, MostDoublings);
        int longer = Math.Clamp(step - (StepsPerDoubling * MostDoublings), 0, MostDoublingsOfLength);
        return new IntervalPlan(intervals, (int)Math.Min((long)cells << longer, LongestPass / intervals), OwnArity);
    }

    /// <summary>
    /// A pass: so many intervals that mostly all demands can be served; of one cell each where that is not too many, as there is
    /// nothing to split then.
    /// </summary>
    /// <param name="length">What <see cref="Cells(double)"/> gave.</param>
    /// <param name="missing">Demands.</param>
    /// <param name="pass">0, 1, …: each takes D to be half as large.</param>
    public static IntervalPlan Pass(int length, int missing, int pass)
    {
        var full = (int)Math.Min((long)length << Math.Min(pass, MostDoublingsOfLength), LongestPass);
        int cells = full <= LongestInCells ? 1 : full <= LongestInOneSplit ? full / 4 : Math.Min(full, LongestInPass);
        double differences = DifferencesPerInterval * cells / full;
        double intervals = Math.Ceiling(IntervalsPerDemand * (missing + 1) * (1 + (1 / differences)));
        return new IntervalPlan((int)Math.Min(intervals, LongestPass / cells), cells, PassArity);
    }
}
