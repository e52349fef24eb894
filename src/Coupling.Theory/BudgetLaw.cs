using Coupling.Distributions;
using Coupling.Protocols;

namespace Coupling.Theory;

/// <summary>Pr[a = b] of a round of `budget:B`, given its setting: docs/theory.md, section 17.3.</summary>
public sealed class BudgetLaw : ISettingLaw
{
    private readonly double distance;
    private readonly double race;
    private readonly double different;
    private readonly Dictionary<long, double> known = [];

    /// <param name="p">Alice's weights.</param>
    /// <param name="q">Bob's, as many.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public BudgetLaw(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        distance = TotalVariation.Of(p, q);
        race = GumbelAgreement.Of(p, q);
        different = distance == 0 ? 1 : DifferentDarts(p, q) / (2 * distance);
    }

    /// <inheritdoc/>
    public double Agreement(long setting)
    {
        if (!known.TryGetValue(setting, out double agreement))
        {
            agreement = Compute(BudgetSetting.Unpack(setting));
            known.Add(setting, agreement);
        }

        return agreement;
    }

    /// <summary>Σ min_j·|p_j − q_j|.</summary>
    private static double DifferentDarts(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        var sum = default(CompensatedSum);
        for (int item = 0; item < p.Length; item++)
        {
            sum.Add(Math.Min(p[item], q[item]) * Math.Abs(p[item] - q[item]));
        }

        return sum.Value;
    }

    private double Compute(BudgetSetting setting) => setting.Kind switch
    {
        BudgetRound.Race => race,
        BudgetRound.Named => different + ExchangeGain(setting.Count),
        _ => 1 - ((1 - different) * RemainingDifferences(setting) / ((1 << setting.LogSize) - setting.Count)),
    };

    // Half of the found rounds whose later dart is shared, (1 − D)/2 of all, could give: each would agree, and its taker not, instead of
    // what both did by chance, 2·`different`/(1 − D).
    private double ExchangeGain(int named) => ExchangeLaw.Share(named, distance) * (((1 - distance) / 2) - different);

    // E[K − j | j finds and how it ended], K ~ Bin(2^LogSize, μ) differing rounds. A check that should shows a difference with 1 − 2⁻ᶜ.
    private double RemainingDifferences(BudgetSetting setting)
    {
        int most = (1 << setting.LogSize) - setting.Count;
        if (distance is 0 or 1)
        {
            return distance * most;
        }

        // Pr[K = j + more] up to a factor that all have, in logarithms: odds μ/(1 − μ) = 2D/(1 − D) to the 256th are no binary64.
        double[] logs = new double[most + 1];
        for (int more = 1; more <= most; more++)
        {
            logs[more] = logs[more - 1] + Math.Log(2 * distance / (1 - distance) * (most - more + 1) / (setting.Count + more));
        }

        int least = setting.Kind == BudgetRound.Dropped ? 1 : 0;
        double largest = logs[least..].Max();
        double missed = setting.Kind == BudgetRound.Unseen ? HashCollision.Probability(setting.HashBits) : 1;
        double weights = 0;
        double remaining = 0;
        for (int more = least; more <= most; more++)
        {
            double weight = Math.Exp(logs[more] - largest) * (more == 0 ? 1 : missed);
            weights += weight;
            remaining += more * weight;
        }

        return remaining / weights;
    }
}
