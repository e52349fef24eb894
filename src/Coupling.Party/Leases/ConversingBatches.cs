using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;
using Coupling.Wire.Sessions;
using Coupling.Wire.V1;
using Google.Protobuf;

namespace Coupling.Party.Leases;

/// <summary>One party's batches of a conversing mode.</summary>
internal sealed class ConversingBatches(
    Role role, ConversingProtocol protocol, IConversation conversation, BatchPlan plan, WorkStream work) : IBatches
{
    private readonly Dictionary<long, int[]> samples = [];

    public long Count => plan.Count;

    public BatchRunner Create(long index)
    {
        RoundRange rounds = plan.At(index);
        int[] drawn = samples[index] = new int[rounds.Count];
        return UnitBatch.Create(role, protocol, conversation, rounds, drawn);
    }

    public ValueTask CompleteAsync(long index, BatchRunner batch, CancellationToken cancellationToken)
    {
        samples.Remove(index, out int[]? drawn);
        RoundRange rounds = plan.At(index);
        var report = new BatchReport
        {
            FirstRound = (ulong)rounds.First,
            Rounds = (uint)rounds.Count,
            Samples = LittleEndian(drawn!),
            SentBits = LittleEndian([.. Enumerable.Range(0, batch.Units).Select(unit => checked((int)batch.SentBits(unit)))]),
            ReceivedBits = LittleEndian([.. Enumerable.Range(0, batch.Units).Select(unit => checked((int)batch.ReceivedBits(unit)))]),
            TurnsSpoken = (uint)batch.TurnsSpoken,
        };
        return work.AddAsync(report, cancellationToken);
    }

    public ValueTask PulseAsync(CancellationToken cancellationToken) => work.PulseAsync(cancellationToken);

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
