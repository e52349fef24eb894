using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Coupling.Lockstep;
using Coupling.Party.Telemetry;
using Coupling.Protocols;
using Coupling.Sampling;
using Coupling.Wire.Sessions;
using Coupling.Wire.V1;
using Google.Protobuf;

namespace Coupling.Party.Leases;

/// <summary>One party's batches of a conversing mode.</summary>
internal sealed class ConversingBatches(
    Role role, ConversingProtocol protocol, IConversation conversation, int alphabetSize, GrantedBatches granted, WorkStream work) : IBatches
{
    private readonly Dictionary<long, (int[] Samples, SettingTally Settings, long Begun)> open = [];

    private long created;

    public long Count => granted.Count;

    public Task? More => granted.More;

    public BatchRunner Create(long index)
    {
        RoundRange rounds = granted.At(index);
        created++;
        var drawn = new int[rounds.Count];
        var settings = new SettingTally();
        open[index] = (drawn, settings, Stopwatch.GetTimestamp());
        return UnitBatch.Create(role, protocol, conversation, rounds, drawn, settings);
    }

    public ValueTask CompleteAsync(long index, BatchRunner batch, CancellationToken cancellationToken)
    {
        open.Remove(index, out (int[] Samples, SettingTally Settings, long Begun) done);
        PartyInstruments.Of(role).BatchEnded(protocol.Name, done.Begun);
        BatchReport report = PackedReport.Of(granted.At(index), done.Samples, alphabetSize);
        report.AddUnits(
            [.. Enumerable.Range(0, batch.Units).Select(unit => checked((int)batch.SentBits(unit)))],
            [.. Enumerable.Range(0, batch.Units).Select(unit => checked((int)batch.ReceivedBits(unit)))]);
        report.TurnsSpoken = (uint)batch.TurnsSpoken;
        report.Settings.AddRange(done.Settings.Rounds.Select(entry => new SettingRounds { Setting = entry.Key, Rounds = (uint)entry.Value }));
        return work.AddAsync(report, cancellationToken);
    }

    /// <summary>Where all that was granted has begun, more is granted only for what the coordinator has heard of.</summary>
    public ValueTask PulseAsync(CancellationToken cancellationToken) => More is not null && created == Count
        ? work.FlushAsync(cancellationToken)
        : work.PulseAsync(cancellationToken);

    /// <summary>int32, little-endian, one after another.</summary>
    public static ByteString LittleEndian(ReadOnlySpan<int> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            return ByteString.CopyFrom(MemoryMarshal.AsBytes(values));
        }

        var bytes = new byte[values.Length * sizeof(int)];
        for (int index = 0; index < values.Length; index++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(index * sizeof(int)), values[index]);
        }

        return ByteString.CopyFrom(bytes);
    }
}
