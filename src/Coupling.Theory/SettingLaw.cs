using Coupling.Protocols;
using Coupling.Protocols.Grouped;

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

        if (ModeLaw.BySetting(protocol, p, q) is { } law)
        {
            return settings.Sum(entry => entry.Value * law.Agreement(entry.Key)) / rounds;
        }

        double sum = 0;
        foreach ((long setting, long count) in settings)
        {
            sum += count * One(protocol, p, q, setting);
        }

        return sum / rounds;
    }

    private static double One(Protocol protocol, ReadOnlySpan<double> p, ReadOnlySpan<double> q, long setting) => protocol switch
    {
        RepairGrouped => RepairGroupedAgreement.Of(p, q, GroupSetting.Unpack(setting)),
        _ => throw new ArgumentException($"{protocol.Name} has no settings.", nameof(protocol)),
    };
}
