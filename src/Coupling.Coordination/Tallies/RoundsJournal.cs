using System.Buffers;
using Coupling.Coordination.Store.V1;
using Google.Protobuf;

namespace Coupling.Coordination.Tallies;

/// <summary>The single rounds that were committed since the store took them last.</summary>
internal sealed class RoundsJournal
{
    private readonly ArrayBufferWriter<byte> alice = new();
    private readonly ArrayBufferWriter<byte> bob = new();
    private readonly ArrayBufferWriter<byte> units = new();
    private bool anythingSaid;

    /// <summary>What waits to be taken.</summary>
    public long Bytes => alice.WrittenCount + bob.WrittenCount + units.WrittenCount;

    /// <summary>Adds a batch.</summary>
    /// <param name="aliceSamples">One per round.</param>
    /// <param name="bobSamples">Likewise.</param>
    /// <param name="unitCount">Units that end in it.</param>
    /// <param name="aliceToBob">Payload bits of each unit; empty where nothing is said.</param>
    /// <param name="bobToAlice">Likewise.</param>
    public void Add(
        ReadOnlySpan<int> aliceSamples, ReadOnlySpan<int> bobSamples, int unitCount, ReadOnlySpan<int> aliceToBob, ReadOnlySpan<int> bobToAlice)
    {
        Append(alice, aliceSamples);
        Append(bob, bobSamples);
        Span<int> pairs = new int[2 * unitCount];
        for (int unit = 0; unit < aliceToBob.Length; unit++)
        {
            pairs[2 * unit] = aliceToBob[unit];
            pairs[(2 * unit) + 1] = bobToAlice[unit];
        }

        Append(units, pairs);
        anythingSaid |= pairs.ContainsAnyExcept(0);
    }

    /// <summary>Hands over what waits; null if nothing does.</summary>
    /// <param name="end">Rounds before this one are committed.</param>
    public StoredRounds? Take(long end)
    {
        if (alice.WrittenCount == 0)
        {
            return null;
        }

        var taken = new StoredRounds
        {
            First = end - (alice.WrittenCount / sizeof(int)),
            Alice = Take(alice),
            Bob = Take(bob),
            Units = anythingSaid ? Take(units) : ByteString.Empty,
        };
        units.ResetWrittenCount();
        anythingSaid = false;
        return taken;
    }

    private static void Append(ArrayBufferWriter<byte> column, ReadOnlySpan<int> values)
    {
        int bytes = values.Length * sizeof(int);
        LittleEndian.Write(values, column.GetSpan(bytes));
        column.Advance(bytes);
    }

    private static ByteString Take(ArrayBufferWriter<byte> column)
    {
        var bytes = ByteString.CopyFrom(column.WrittenSpan);
        column.ResetWrittenCount();
        return bytes;
    }
}
