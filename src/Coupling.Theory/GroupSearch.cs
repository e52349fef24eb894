using Coupling.Protocols.Grouped;

namespace Coupling.Theory;

/// <summary>
/// What the search of one group of `repair-grouped` finds, exactly: docs/theory.md, section 15.2. It depends on the setting and on
/// μ alone, the probability that the two first darts of a round differ.
/// </summary>
/// <param name="Found">φ: of the rounds that differ, the share that is found; the mean over the group's rounds.</param>
/// <param name="Begun">Probability that a group is flagged, and that a second, third … search begins.</param>
/// <param name="FoundBySearch">Rounds found by the first, second … search, expected per group.</param>
public sealed record GroupSearch(double Found, IReadOnlyList<double> Begun, IReadOnlyList<double> FoundBySearch)
{
    /// <param name="setting">How the group is searched.</param>
    /// <param name="differing">μ, in 0..1.</param>
    /// <exception cref="ArgumentOutOfRangeException">μ is out of range.</exception>
    public static GroupSearch Of(GroupSetting setting, double differing)
    {
        if (!(differing >= 0 && differing <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(differing), differing, "allowed: 0 to 1");
        }

        return setting.Splits ? OfSplitting(setting, differing) : OfPivots(setting, differing);
    }

    // Search i begins with probability 1 − 2^−(c0 − i) if a live round still differs; the parities of its pivot bit are then
    // those of fair coins, one per round that differs, given that their sum is odd: 2·(1 − 2^−(c0 − i)) times as likely as without
    // the condition.
    private static GroupSearch OfPivots(GroupSetting setting, double differing)
    {
        int searches = setting.Searches;
        NodeLaw root = new PivotTree(setting, differing).Root;
        double[] begun = new double[searches];
        double[] found = new double[searches];
        double weight = 1;
        for (int search = 0; search < searches; search++)
        {
            weight *= 2 * (1 - HashCollision.Probability(setting.HashBits - search));
            int odd = (1 << (search + 1)) - 1;
            for (int parities = 0; parities <= root.Everything; parities++)
            {
                if ((parities & odd) == odd)
                {
                    begun[search] += weight * root.Probability(root.Everything, parities);
                    found[search] += weight * root.Found(search, root.Everything, parities);
                }
            }
        }

        return new GroupSearch(Share(found.Sum(), setting, differing, 1 - HashCollision.Probability(setting.HashBits)), begun, found);
    }

    // A round is found if its own hashes differ and the XORs of all parts around it do.
    private static GroupSearch OfSplitting(GroupSetting setting, double differing)
    {
        double seen = 1 - HashCollision.Probability(setting.HashBits);
        double found = Inside(setting.Size, setting.Rounds);
        double flagged = seen * (1 - Math.Pow(1 - differing, setting.Rounds));
        return new GroupSearch(found / setting.Rounds, [flagged], [found * differing]);

        // Σ over the rounds of a part of the probability that a differing round there is found, as far as this part decides it.
        double Inside(int places, int rounds)
        {
            if (places == 1)
            {
                return rounds * seen;
            }

            int size = places / setting.Arity;
            double sum = 0;
            for (int start = 0; start < rounds; start += size)
            {
                int own = Math.Min(size, rounds - start);
                double alone = Math.Pow(1 - differing, rounds - own);
                sum += Inside(size, own) * (alone + ((1 - alone) * seen));
            }

            return sum;
        }
    }

    // A lone difference is found with probability `limit`.
    private static double Share(double found, GroupSetting setting, double differing, double limit) =>
        differing == 0 ? limit : found / (differing * setting.Rounds);
}
