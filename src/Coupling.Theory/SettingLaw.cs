using Coupling.Distributions;
using Coupling.Protocols;

namespace Coupling.Theory;

/// <summary>
/// The exact agreement of what an adaptive mode did, given the settings that it says it used: each was chosen before its rounds were
/// looked at, so the expected number of agreements is Σ rounds · law(setting).
/// </summary>
public static class SettingLaw
{
    /// <summary>Σ rounds · law(setting) / Σ rounds: Pr[a = b], averaged over the rounds.</summary>
    /// <param name="protocol">The mode.</param>
    /// <param name="p">Alice's weights.</param>
    /// <param name="q">Bob's weights, as many.</param>
    /// <param name="settings">Rounds per setting, as <see cref="SettingTally"/> keeps them.</param>
    /// <exception cref="ArgumentException">The mode has no settings, there are no rounds, or a number stands for no setting.</exception>
    public static double Of(Protocol protocol, ReadOnlySpan<double> p, ReadOnlySpan<double> q, IReadOnlyDictionary<long, long> settings)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(settings);
        long rounds = settings.Values.Sum();
        if (rounds <= 0)
        {
            throw new ArgumentException("A law of settings needs rounds.", nameof(settings));
        }

        ISettingLaw law = For(protocol, p, q);
        var sum = default(CompensatedSum);
        foreach ((long setting, long count) in settings)
        {
            sum.Add(count * law.Agreement(setting));
        }

        return sum.Value / rounds;
    }

    /// <summary>The law of an adaptive mode's settings.</summary>
    /// <param name="protocol">The mode.</param>
    /// <param name="p">Alice's weights.</param>
    /// <param name="q">Bob's weights, as many.</param>
    /// <exception cref="ArgumentException">The mode has no settings, or the lengths differ.</exception>
    public static ISettingLaw For(Protocol protocol, ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        return protocol switch
        {
            RepairGrouped => new RepairGroupedLaw(p, q),
            Budget => new BudgetLaw(p, q),
            _ => throw new ArgumentException($"{protocol.Name} has no settings.", nameof(protocol)),
        };
    }
}
