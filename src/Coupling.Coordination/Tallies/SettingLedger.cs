using Coupling.Coordination.Parties;
using Coupling.Coordination.Store.V1;
using Coupling.Protocols;

namespace Coupling.Coordination.Tallies;

/// <summary>Rounds of an adaptive mode per public setting, as both parties report them. Empty for other modes.</summary>
internal sealed class SettingLedger
{
    /// <summary>More would be no setting any more, but a message.</summary>
    private const int MostSettings = 4096;

    private readonly SortedDictionary<long, long> rounds = [];

    /// <summary>Committed rounds per setting; Alice's account where they differ.</summary>
    public IReadOnlyDictionary<long, long> Rounds => rounds;

    /// <summary>Batches of which the parties report different settings.</summary>
    public long Mismatches { get; private set; }

    /// <param name="alice">Her report.</param>
    /// <param name="bob">His.</param>
    /// <param name="protocol">The mode; null for a silent one, which has no settings.</param>
    /// <exception cref="LeaseFaultException">There are too many, the mode has no such, or they are not of the batch's rounds.</exception>
    public void Commit(Batch alice, Batch bob, ConversingProtocol? protocol)
    {
        Check(alice, protocol);
        Check(bob, protocol);
        Mismatches += alice.Settings.SequenceEqual(bob.Settings) ? 0 : 1;
        foreach ((long setting, long count) in alice.Settings)
        {
            rounds[setting] = rounds.GetValueOrDefault(setting) + count;
        }

        if (rounds.Count > MostSettings)
        {
            throw new LeaseFaultException($"the parties report {rounds.Count} settings (allowed: at most {MostSettings})");
        }
    }

    public void AddTo(StoredTally stored)
    {
        stored.SettingMismatches = Mismatches;
        stored.Settings.AddRange(rounds.Select(entry => new StoredSetting { Setting = entry.Key, Rounds = entry.Value }));
    }

    public void Restore(StoredTally stored)
    {
        Mismatches = stored.SettingMismatches;
        foreach (StoredSetting entry in stored.Settings)
        {
            rounds.Add(entry.Setting, entry.Rounds);
        }
    }

    private static void Check(Batch batch, ConversingProtocol? protocol)
    {
        foreach ((long setting, _) in batch.Settings)
        {
            try
            {
                protocol?.SettingText(setting);
            }
            catch (ArgumentOutOfRangeException)
            {
                throw new LeaseFaultException($"the report of round {batch.First} has setting {setting}, which {protocol?.Name} does not have");
            }
        }

        if (batch.Settings.Count > 0 && batch.Settings.Sum(entry => entry.Rounds) != batch.Samples.Length)
        {
            throw new LeaseFaultException($"the report of round {batch.First} has settings of {batch.Settings.Sum(entry => entry.Rounds)} rounds, and {batch.Samples.Length} samples");
        }
    }
}
