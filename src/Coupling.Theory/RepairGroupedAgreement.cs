using Coupling.Protocols;
using Coupling.Protocols.Grouped;

namespace Coupling.Theory;

/// <summary>Pr[a = b] of `repair-grouped`: docs/theory.md, section 15.</summary>
public static class RepairGroupedAgreement
{
    /// <summary>φ·(1 − D) + (1 − φ)·minhash, φ of <see cref="GroupSearch"/>: the mean over the rounds of a group of this setting.</summary>
    /// <param name="p">Alice's distribution.</param>
    /// <param name="q">Bob's distribution.</param>
    /// <param name="setting">How the group is searched.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Of(ReadOnlySpan<double> p, ReadOnlySpan<double> q, GroupSetting setting)
    {
        double found = GroupSearch.Of(setting, Differing(p, q)).Found;
        return (found * Bounds.Optimum(p, q)) + ((1 - found) * MinHashAgreement.Of(p, q));
    }

    /// <summary>The same before a run: the mean over the settings that it is going to use. Exact, as an expectation.</summary>
    /// <param name="p">Alice's distribution.</param>
    /// <param name="q">Bob's distribution.</param>
    /// <param name="mode">The mode.</param>
    /// <param name="rounds">T, at least 1.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Expected(ReadOnlySpan<double> p, ReadOnlySpan<double> q, RepairGrouped mode, long rounds)
    {
        double differing = Differing(p, q);
        double found = 0;
        foreach ((GroupSetting setting, double count) in GroupSettings.Expected(mode, differing, rounds))
        {
            found += count * GroupSearch.Of(setting, differing).Found / rounds;
        }

        return (found * Bounds.Optimum(p, q)) + ((1 - found) * MinHashAgreement.Of(p, q));
    }

    /// <summary>μ = 2D/(1 + D): the probability that the two first darts of a round differ.</summary>
    internal static double Differing(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        double distance = TotalVariation.Of(p, q);
        return 2 * distance / (1 + distance);
    }
}
