using System.Buffers.Binary;
using Coupling.Coordination.Store.V1;
using Google.Protobuf;

namespace Coupling.Coordination.Tallies;

/// <summary>The single rounds that were committed since the store took them last.</summary>
internal sealed class RoundsJournal : IDisposable
{
    private readonly MemoryStream alice = new();
    private readonly MemoryStream bob = new();
    private readonly MemoryStream units = new();
    private bool anythingSaid;

    /// <summary>What waits to be taken.</summary>
    public long Bytes => alice.Length + bob.Length + units.Length;

    public void AddRound(int aliceSample, int bobSample)
    {
        Append(alice, aliceSample);
        Append(bob, bobSample);
    }

    /// <summary>Adds the payload bits of the unit that ended with the round added last.</summary>
    public void AddUnit(int aliceToBob, int bobToAlice)
    {
        Append(units, aliceToBob);
        Append(units, bobToAlice);
        anythingSaid |= (aliceToBob | bobToAlice) != 0;
    }

    /// <summary>Hands over what waits; null if nothing does.</summary>
    /// <param name="end">Rounds before this one are committed.</param>
    public StoredRounds? Take(long end)
    {
        if (alice.Length == 0)
        {
            return null;
        }

        var taken = new StoredRounds
        {
            First = end - (alice.Length / sizeof(int)),
            Alice = Take(alice),
            Bob = Take(bob),
            Units = anythingSaid ? Take(units) : ByteString.Empty,
        };
        units.SetLength(0);
        anythingSaid = false;
        return taken;
    }

    public void Dispose()
    {
        alice.Dispose();
        bob.Dispose();
        units.Dispose();
    }

    private static void Append(MemoryStream column, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        column.Write(bytes);
    }

    private static ByteString Take(MemoryStream column)
    {
        var bytes = ByteString.CopyFrom(column.GetBuffer().AsSpan(0, (int)column.Length));
        column.SetLength(0);
        return bytes;
    }
}
