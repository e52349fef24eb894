namespace Coupling.Protocols;

/// <summary>
/// How many rounds an adaptive mode conducted under which setting. Settings are chosen from what both parties know, so both tallies are
/// equal; given them, theory says what agreement to expect. Modes that do not adapt leave it empty.
/// </summary>
/// <remarks>Of one batch, whose units run one at a time: not for several threads.</remarks>
public sealed class SettingTally
{
    private readonly SortedDictionary<long, long> rounds = [];

    /// <summary>Rounds per setting, by setting; what a setting's number means is the mode's own.</summary>
    public IReadOnlyDictionary<long, long> Rounds => rounds;

    /// <summary>Adds rounds, at least 0, that were conducted under a setting.</summary>
    public void Add(long setting, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        rounds[setting] = rounds.GetValueOrDefault(setting) + count;
    }
}
