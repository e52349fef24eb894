using Coupling.Protocols;
using Coupling.Protocols.Grouped;

namespace Coupling.Theory;

/// <summary>
/// Which settings `repair-grouped` is going to use, before it is run: the number of flagged groups in the first part of a unit is
/// binomial, and the setting of the rest is a function of it. docs/theory.md, section 15.3.
/// </summary>
public static class GroupSettings
{
    /// <summary>The expected number of rounds under each setting. Exact.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="differing">μ, in 0..1: the probability that the two first darts of a round differ.</param>
    /// <param name="rounds">T, at least 1, from a unit's beginning on.</param>
    public static IReadOnlyDictionary<GroupSetting, double> Expected(RepairGrouped mode, double differing, long rounds)
    {
        ArgumentNullException.ThrowIfNull(mode);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        var sum = new Dictionary<GroupSetting, double>();
        AddUnit(sum, mode, differing, mode.UnitRounds, rounds / mode.UnitRounds);
        AddUnit(sum, mode, differing, (int)(rounds % mode.UnitRounds), 1);
        return sum;
    }

    private static void AddUnit(Dictionary<GroupSetting, double> sum, RepairGrouped mode, double differing, int rounds, double units)
    {
        if (mode.Splits is { } splits)
        {
            AddPart(sum, GroupRule.Splitting(mode.HashBits, splits), rounds, units);
            return;
        }

        GroupSetting first = GroupRule.First(mode.HashBits);
        int firstRounds = Math.Min(rounds, GroupRule.FirstRounds(mode.HashBits));
        AddPart(sum, first, firstRounds, units);
        if (rounds > firstRounds)
        {
            int groups = firstRounds / first.Size;
            double flagged = GroupSearch.Of(first, differing).Begun[0];
            for (int count = 0; count <= groups; count++)
            {
                double weight = units * Binomial(groups, count, flagged);
                AddPart(sum, GroupRule.Rest(first, count, groups), rounds - firstRounds, weight);
            }
        }
    }

    private static void AddPart(Dictionary<GroupSetting, double> sum, GroupSetting setting, int rounds, double weight)
    {
        int last = rounds % setting.Size;
        Add(setting, rounds - last);
        Add(setting with { Rounds = last }, last);

        void Add(GroupSetting which, int count)
        {
            if (count > 0 && weight > 0)
            {
                sum[which] = sum.GetValueOrDefault(which) + (weight * count);
            }
        }
    }

    private static double Binomial(int n, int k, double p)
    {
        if (p is 0 or 1)
        {
            return k == (p == 0 ? 0 : n) ? 1 : 0;
        }

        double log = (k * Math.Log(p)) + ((n - k) * Math.Log(1 - p));
        for (int factor = 1; factor <= k; factor++)
        {
            log += Math.Log((double)(n - k + factor) / factor);
        }

        return Math.Exp(log);
    }
}
