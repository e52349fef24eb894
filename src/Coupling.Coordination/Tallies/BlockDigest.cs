using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Coupling.Coordination.Tallies;

/// <summary>
/// The digest of a mode's outcome: SHA-256 over the hashes of aligned blocks of 4096 rounds. A block's hash is SHA-256 of
/// Alice's samples (int32), Bob's samples, and for each unit that ends in it its payload bits a→b and b→a (uint64), all
/// little-endian. Batches, connections, retries and time leave no trace in it.
/// </summary>
internal sealed class BlockDigest : IDisposable
{
    /// <summary>Rounds of a block.</summary>
    public const int BlockRounds = 4096;

    private readonly IncrementalHash both = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash aliceOnly = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash bobOnly = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] alice = new byte[BlockRounds * sizeof(int)];
    private readonly byte[] bob = new byte[BlockRounds * sizeof(int)];
    private readonly byte[] units = new byte[BlockRounds * 2 * sizeof(ulong)];
    private int rounds;
    private int unitsEnded;

    /// <summary>Adds the next round.</summary>
    public void AddRound(int aliceSample, int bobSample)
    {
        if (rounds == BlockRounds)
        {
            CloseBlock();
        }

        BinaryPrimitives.WriteInt32LittleEndian(alice.AsSpan(rounds * sizeof(int)), aliceSample);
        BinaryPrimitives.WriteInt32LittleEndian(bob.AsSpan(rounds * sizeof(int)), bobSample);
        rounds++;
    }

    /// <summary>Adds the payload bits of the unit that ended with the round added last.</summary>
    public void AddUnit(ulong aliceToBob, ulong bobToAlice)
    {
        Span<byte> place = units.AsSpan(unitsEnded * 2 * sizeof(ulong));
        BinaryPrimitives.WriteUInt64LittleEndian(place, aliceToBob);
        BinaryPrimitives.WriteUInt64LittleEndian(place[sizeof(ulong)..], bobToAlice);
        unitsEnded++;
    }

    /// <summary>The digests of everything added, in lower-case hex. Nothing can be added after it.</summary>
    public (string Both, string Alice, string Bob) Finish()
    {
        if (rounds > 0)
        {
            CloseBlock();
        }

        return (Hex(both), Hex(aliceOnly), Hex(bobOnly));
    }

    public void Dispose()
    {
        both.Dispose();
        aliceOnly.Dispose();
        bobOnly.Dispose();
    }

    private void CloseBlock()
    {
        ReadOnlySpan<byte> aliceSamples = alice.AsSpan(0, rounds * sizeof(int));
        ReadOnlySpan<byte> bobSamples = bob.AsSpan(0, rounds * sizeof(int));
        using (var block = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
        {
            block.AppendData(aliceSamples);
            block.AppendData(bobSamples);
            block.AppendData(units.AsSpan(0, unitsEnded * 2 * sizeof(ulong)));
            both.AppendData(block.GetHashAndReset());
        }

        aliceOnly.AppendData(SHA256.HashData(aliceSamples));
        bobOnly.AppendData(SHA256.HashData(bobSamples));
        rounds = 0;
        unitsEnded = 0;
    }

    private static string Hex(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset());
}
