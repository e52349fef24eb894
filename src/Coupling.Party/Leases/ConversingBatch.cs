using System.Buffers;
using System.Diagnostics;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;
using Coupling.Wire.V1;

namespace Coupling.Party.Leases;

/// <summary>One party's side of a batch, in memory that is used again for another one.</summary>
internal sealed class ConversingBatch
{
    private BatchRunner? runner;
    private int[] samples = [];
    private SettingTally settings = new();
    private RoundRange rounds;

    /// <summary>When it was begun, as <see cref="Stopwatch"/> counts.</summary>
    public long Begun { get; private set; }

    /// <summary>Begins a batch; the one before must be over and reported.</summary>
    public BatchRunner Begin(Role role, ConversingProtocol protocol, IConversation conversation, RoundRange rounds)
    {
        this.rounds = rounds;
        if (samples.Length < rounds.Count)
        {
            samples = new int[rounds.Count];
        }

        if (settings.Rounds.Count > 0)
        {
            settings = new SettingTally();
        }

        Begun = Stopwatch.GetTimestamp();
        runner = UnitBatch.Create(role, protocol, conversation, rounds, samples.AsMemory(0, rounds.Count), settings, over: runner);
        return runner;
    }

    /// <summary>What the coordinator is told of it when it is over. It holds nothing of this memory.</summary>
    /// <param name="alphabetSize">n.</param>
    public BatchReport Report(int alphabetSize)
    {
        BatchRunner over = runner ?? throw new InvalidOperationException("No batch was begun.");
        BatchReport report = PackedReport.Of(rounds, samples.AsSpan(0, rounds.Count), alphabetSize);
        int[] sent = ArrayPool<int>.Shared.Rent(over.Units);
        int[] received = ArrayPool<int>.Shared.Rent(over.Units);
        for (int unit = 0; unit < over.Units; unit++)
        {
            sent[unit] = checked((int)over.SentBits(unit));
            received[unit] = checked((int)over.ReceivedBits(unit));
        }

        report.AddUnits(sent.AsSpan(0, over.Units), received.AsSpan(0, over.Units));
        ArrayPool<int>.Shared.Return(sent);
        ArrayPool<int>.Shared.Return(received);
        report.TurnsSpoken = (uint)over.TurnsSpoken;
        report.Settings.AddRange(settings.Rounds.Select(entry => new SettingRounds { Setting = entry.Key, Rounds = (uint)entry.Value }));
        return report;
    }
}
