using Coupling.Bits;

namespace Coupling.Protocols;

/// <summary>
/// How a unit of `budget:B` spends its bits. It sees only what both parties see, so both keep an equal one: how many rounds are
/// conducted and found, the bits left, the flags. What it decides changes what is gained, never a marginal. docs/protocols/budget.md.
/// </summary>
internal sealed class BudgetPlan
{
    /// <summary>A unit of fewer rounds is left to the race: an exchange needs company.</summary>
    private const int FewestRounds = 64;

    private const int MostWaves = 8;

    /// <summary>The first wave takes a part of the unit, at most one of so many: what it finds tells how to go on.</summary>
    private const int FirstShare = 16;

    /// <summary>Conducted rounds grow by this factor at most, wave by wave.</summary>
    private const int Growth = 4;

    /// <summary>A wave takes at least this part of what was conducted before it, or all that is left.</summary>
    private const int LeastShare = 32;

    /// <summary>What is left unrepaired counts so often: where the race is an optimal coupling, it is all that an upgrade changes.</summary>
    private const double LossWeight = 1.5;

    private readonly int rounds;
    private readonly int itemBits;
    private BudgetEstimate? estimate;
    private NamingReserve reserve;
    private int waves;

    /// <param name="rounds">Of the unit.</param>
    /// <param name="cap">⌊B · rounds⌋.</param>
    /// <param name="items">n.</param>
    public BudgetPlan(int rounds, long cap, int items)
    {
        this.rounds = rounds;
        itemBits = BitWidth.ToName(items);
        Sketch = new BudgetSketch(cap, items);
    }

    /// <summary>Whether anything is said at all.</summary>
    public bool Starts => rounds >= FewestRounds && Sketch.IsTold;

    /// <summary>How Alice's row is told.</summary>
    public BudgetSketch Sketch { get; }

    /// <summary>Rounds conducted by darts so far: the first ones of the unit.</summary>
    public int Conducted { get; private set; }

    /// <summary>Found rounds that are not named yet.</summary>
    public int Found { get; private set; }

    private BudgetEstimate Estimate => estimate ?? throw new InvalidOperationException("The plan has not begun.");

    /// <summary>Both parties have said how heavy their heaviest item is, in eighths, and Bob what he read off the sketch.</summary>
    public void Begin(int aliceHeaviest, int bobHeaviest, BudgetOutlook outlook)
    {
        reserve = new NamingReserve(itemBits, aliceHeaviest, bobHeaviest);
        estimate = outlook.IsWorthwhile ? new BudgetEstimate(outlook) : null;
    }

    /// <summary>The next wave, or null if none is worth its bits before the found rounds are named, or at all.</summary>
    public DetectionWave? NextWave(long remaining)
    {
        if (waves == MostWaves || estimate is null)
        {
            return null;
        }

        DetectionWave? wave = Best(remaining);
        if (wave is { } chosen)
        {
            waves++;
            Conducted += chosen.Rounds;
        }

        return wave;
    }

    /// <summary>How many of the blocks that showed a difference are searched; the first ones.</summary>
    public int Admit(in DetectionWave wave, int flagged, long remaining)
    {
        long search = wave.LargestSearchBits;
        NamingReserve kept = reserve;
        int found = Found;
        return Most(flagged, blocks => (blocks * search) + kept.Bits(found + blocks) <= remaining);
    }

    /// <summary>How many of the searched blocks are checked again; the first ones.</summary>
    public int Recheck(in DetectionWave wave, int checks, int searched, long remaining)
    {
        if (checks + 1 >= wave.MostChecks)
        {
            return 0;
        }

        long check = wave.CheckBits;
        long free = remaining - reserve.Bits(Found);
        return (int)Math.Clamp(free / check, 0, searched);
    }

    /// <summary>One more round was found in each of so many blocks.</summary>
    public void Add(int found) => Found += found;

    /// <summary>A wave is over: so many finds and flags in it.</summary>
    public void SawDarts(in DetectionWave wave, int different) => Estimate.SawDarts(wave.Rounds, wave.HashBits, different);

    /// <summary>The found rounds are named.</summary>
    public void Named() => Found = 0;

    // The wave that gains most if it goes on to the end of the unit or of the bits; of that a part, to learn from.
    private DetectionWave? Best(long remaining)
    {
        double bestGain = 0;
        DetectionWave? best = null;
        int limit = Conducted == 0 ? rounds / FirstShare : (Growth - 1) * Conducted;
        for (int logSize = 0; logSize <= DetectionWave.LargestLogSize; logSize++)
        {
            for (int hashBits = DetectionWave.LeastHashBits; hashBits <= DetectionWave.LargestHashBits; hashBits++)
            {
                var form = new DetectionWave(logSize, hashBits, 1);
                int blocks = Affordable(form, remaining);
                double gain = blocks == 0 ? 0 : Gain(form, blocks);
                if (gain > bestGain)
                {
                    bestGain = gain;
                    best = form with { Blocks = Math.Max(1, Math.Min(blocks, limit >> logSize)) };
                }
            }
        }

        return best;
    }

    // Blocks whose expected finds can still be named.
    private int Affordable(DetectionWave form, long remaining)
    {
        (double bits, double share) = form.Expect(Estimate.Differing);
        double perBlock = bits * form.Size;
        double finds = share * Estimate.Differing * form.Size;
        NamingReserve kept = reserve;
        int found = Found;
        int most = (rounds - Conducted) >> form.LogSize;
        int affordable = Most(most, blocks =>
            (blocks * perBlock) + kept.Bits(found + (int)Math.Ceiling((blocks * finds) + Math.Sqrt(blocks * finds))) <= remaining);
        return affordable == most || (affordable << form.LogSize) * LeastShare >= Conducted ? affordable : 0;
    }

    // Agreements gained over the race.
    private double Gain(DetectionWave form, int blocks)
    {
        (_, double share) = form.Expect(Estimate.Differing);
        double conducted = (double)blocks * form.Size;
        double named = Found + (share * Estimate.Differing * conducted);
        double repaired = share * (1 - ExpectedVoid(named));
        return conducted * (Estimate.GainOverRace - (LossWeight * Estimate.Room * (1 - repaired)));
    }

    // Givers less takers are normal, of variance m(1 − D), and void where they exceed the spares, about m·D/2. 1 + x + x²/2 for e^x is
    // near enough.
    private double ExpectedVoid(double named)
    {
        double exchanged = Math.Max(named * (1 - Estimate.Distance), 1e-9);
        double spares = named * Estimate.Distance / 2;
        double x = spares * spares / (2 * exchanged);
        return Math.Min(1, 0.8 / (Math.Sqrt(exchanged) * (1 + x + (x * x / 2))));
    }

    /// <summary>The largest of 0..most that fits, where less fits if more does.</summary>
    private static int Most(int most, Func<int, bool> fits)
    {
        int low = 0;
        int high = most;
        while (low < high)
        {
            int middle = low + ((high - low + 1) / 2);
            if (fits(middle))
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }
}
