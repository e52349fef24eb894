using Coupling.Protocols;
using Coupling.Protocols.Grouped;

namespace Coupling.Theory;

/// <summary>Expected payload bits of `repair-grouped`: docs/theory.md, section 15.4. Not exact.</summary>
public static class RepairGroupedBits
{
    // A turn's code says up to two bits more than it must.
    private const double TurnEnd = 1.3;

    private const int NameContexts = 4;

    // One pass in thirty is followed by another.
    private const double PassesPerFirst = 1.03;

    // A pass has contexts for the counts and one for the answers; its codes end in two turns.
    private const int CountContexts = 3;

    // The end of a cell difference and two hash bits, as in section 8.
    private const int BitsPerProbe = 3;

    // A search of its own asks about as many intervals as have so many hits on average, in so many steps, and looks at so many
    // cells; which interval it was, and whether the cell had a dart, takes so many bits. Fitted.
    private const double HitsPerOwn = 1.3;
    private const double StepsPerOwn = 3.4;
    private const double CellsPerOwn = 1.1;
    private const double BitsPerHit = 2.2;

    private const double CountBits = 2;

    // Her darts in half a unit of time, in unary, and 3 hash bits of each; the mean is ½, and a little more where one is looked at.
    private const double CellBits = 3.4;

    /// <summary>Bits per round, in each direction; in full units within a tenth of what is measured from D = .005 on, within a fifth at .002.</summary>
    /// <param name="p">Alice's distribution.</param>
    /// <param name="q">Bob's distribution.</param>
    /// <param name="mode">The mode.</param>
    /// <param name="rounds">T, at least 1.</param>
    /// <param name="pairStays">Whether the pair is said to stay, so that there is a pool.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static BitLaw PerRound(ReadOnlySpan<double> p, ReadOnlySpan<double> q, RepairGrouped mode, long rounds, bool pairStays = true)
    {
        ArgumentNullException.ThrowIfNull(mode);
        double differing = RepairGroupedAgreement.Differing(p, q);
        double name = differing == 0 ? 0 : Math.Log2(p.Length) + Unary((DartName.Bits(p, q) / 2) - 1);
        double alice = 0;
        double bob = 0;
        double found = 0;
        double flags = 0;
        foreach ((GroupSetting setting, double count) in GroupSettings.Expected(mode, differing, rounds))
        {
            GroupSearch search = GroupSearch.Of(setting, differing);
            (double asked, double answered) = setting.Splits ? OfSplitting(setting, search, differing) : OfPivots(setting, search, differing);
            double rounded = search.FoundBySearch.Sum();
            double groups = count / setting.Rounds;
            alice += groups * (setting.HashBits + asked + (rounded * name));
            bob += groups * answered;
            found += groups * rounded;
            flags += groups;
        }

        double units = Math.Ceiling((double)rounds / mode.UnitRounds);
        (double searched, double replied) = pairStays ? Pooled(found / units, differing) : Own(found / units, differing);
        alice += units * (searched + (NameContexts * Learning(found / units)));
        bob += units * (replied + FlagLearning(flags / units, found / units, mode.Splits is null));
        return new BitLaw(alice / rounds, bob / rounds);
    }

    // First flags in two parts, later flags, odd children of two arities; or one context per level.
    private static double FlagLearning(double groups, double found, bool searches) => searches
        ? (2 * Learning(groups / 2)) + (2 * Learning(found))
        : Learning(groups) + Learning(found);

    // What the estimator costs more than the entropy, for so many uses of a context; and the end of a turn's code.
    private static double Learning(double uses) => (Math.Log2(1 + (Math.PI * uses)) / 2) + (TurnEnd * Math.Min(uses, 1));

    private static (double Alice, double Bob) OfPivots(GroupSetting setting, GroupSearch search, double differing)
    {
        double alice = 0;
        double bob = Entropy(search.Begun[0]);
        for (int index = 0; index < search.Begun.Count; index++)
        {
            double begun = search.Begun[index];
            bob += begun * PivotBits(setting.HashBits - index);
            bob += index + 1 < search.Begun.Count && begun > 0 ? begun * Entropy(search.Begun[index + 1] / begun) : 0;
            double nodes = begun;
            for (int places = setting.Size; places > 1 && begun > 0;)
            {
                int arity = setting.ArityOf(places, index);
                places /= arity;
                double odd = (1 - Math.Pow(1 - differing, places)) / 2;
                OddChildren children = index == 0 ? OddChildren.Of(arity, odd) : OddChildren.OfMean(arity, search.FoundBySearch[index] / begun);
                alice += nodes * (arity - 1);
                bob += nodes * children.Bits;
                nodes *= children.Mean;
            }
        }

        return (alice, bob);
    }

    private static (double Alice, double Bob) OfSplitting(GroupSetting setting, GroupSearch search, double differing)
    {
        double seen = 1 - HashCollision.Probability(setting.HashBits);
        double alice = 0;
        double bob = Entropy(search.Begun[0]);
        double nodes = search.Begun[0];
        for (int places = setting.Size; places > 1;)
        {
            double parent = 1 - Math.Pow(1 - differing, places);
            double alone = Math.Pow(1 - differing, places - (places / setting.Arity));
            places /= setting.Arity;
            double child = 1 - Math.Pow(1 - differing, places);
            double differs = parent == 0 ? 0 : child * (alone + ((1 - alone) * seen)) / parent;
            alice += nodes * (setting.Arity - 1) * setting.HashBits;

            // The last child is told only if another one differs.
            double implied = parent == 0 ? 0 : child * alone / parent;
            double told = setting.Arity - implied;
            bob += nodes * told * Entropy(((setting.Arity * differs) - implied) / told);
            nodes *= setting.Arity * differs;
        }

        return (alice, bob);
    }

    // The demands of a unit less its pool have mean 0 and variance (1 + D) per found round. Half of the units lack some.
    private static (double Alice, double Bob) Pooled(double found, double differing)
    {
        if (found == 0)
        {
            return (0, 0);
        }

        double distance = differing / (2 - differing);
        double missing = Math.Sqrt((1 + distance) * found / (2 * Math.PI));
        double some = Math.Min(0.5, found);
        double gamma = 1 + (some * 2 * Math.Log2(1 + (missing / some)));
        IntervalPlan plan = SearchPlan.Pass(SearchPlan.Cells(distance), (int)Math.Round(missing / some), pass: 0);
        double intervals = PassesPerFirst * some * plan.Intervals;
        double oneMore = OneMore(distance, plan.Cells);
        (double asked, double answered) = Split(plan.Cells, plan.LargestArity);
        return (
            (intervals * (CountEntropy(plan.Cells / 2.0) + (oneMore * asked))) + (some * CountContexts * Learning(plan.Intervals)),
            gamma + (intervals * (Entropy(oneMore) + (oneMore * answered))) + (some * Learning(plan.Intervals)));
    }

    // Pr[Bob has one dart more (mod 4) in so many cells].
    private static double OneMore(double distance, int cells) => (1 - Math.Exp(-2 * distance * cells)) / 4;

    // A Poisson number mod 4: its law by the four characters.
    private static double CountEntropy(double mean)
    {
        double bits = 0;
        double turning = Math.Exp(-mean);
        for (int count = 0; count < 4; count++)
        {
            double sign = count % 2 == 0 ? 1 : -1;
            double probability = (1 + (sign * turning * turning) + (2 * turning * Math.Cos(mean - (Math.PI * count / 2)))) / 4;
            bits -= probability * Math.Log2(probability);
        }

        return bits;
    }

    // One found round in two is a demand, told by a bit.
    private static (double Alice, double Bob) Own(double found, double differing)
    {
        if (found == 0)
        {
            return (0, 0);
        }

        double demands = found / 2;
        double distance = differing / (2 - differing);
        if (SearchPlan.ByProbes(SearchPlan.Cells(distance)))
        {
            var probes = ProbeLaw.Of(distance);
            return (demands * probes.Sent, found + (demands * ((BitsPerProbe * probes.Sent) + probes.LastCell)));
        }

        IntervalPlan plan = SearchPlan.Step(SearchPlan.Cells(distance), step: 0);
        (double asked, double answered) = Split(plan.Cells, plan.LargestArity);
        double intervals = demands * HitsPerOwn / OneMore(distance, plan.Cells);
        double cells = demands * CellsPerOwn;
        return ((intervals * CountBits) + (cells * asked), found + (demands * StepsPerOwn) + (cells * (answered + BitsPerHit)));
    }

    // From one interval down to a cell, and its darts.
    private static (double Alice, double Bob) Split(int cells, int largestArity)
    {
        double asked = CellBits;
        for (int left = cells; left > 1;)
        {
            int arity = SearchPlan.Arity(left, largestArity);
            asked += arity - 1;
            left /= arity;
        }

        return (asked, Math.Log2(cells));
    }

    // The place of the lowest set bit of a uniform number that is not 0.
    private static double PivotBits(int open)
    {
        double bits = 0;
        for (int left = open; left > 1; left--)
        {
            double set = Math.ScaleB(1, left - 1) / (Math.ScaleB(1, left) - 1);
            double reached = Math.ScaleB(1, left - open) * (1 - Math.ScaleB(1, -left)) / (1 - Math.ScaleB(1, -open));
            bits += reached * Entropy(set);
        }

        return bits;
    }

    // Two geometric numbers of the given mean.
    private static double Unary(double mean) => 2 * (1 + mean) * Entropy(1 / (1 + mean));

    private static double Entropy(double probability) => probability is <= 0 or >= 1
        ? 0
        : -(probability * Math.Log2(probability)) - ((1 - probability) * Math.Log2(1 - probability));
}
