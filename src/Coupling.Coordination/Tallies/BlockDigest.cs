using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Coupling.Coordination.Tallies;

/// <summary>
/// The digest of a mode's outcome: SHA-256 over the hashes of aligned blocks of 4096 rounds. A block's hash is SHA-256 of
/// Alice's samples (int32), Bob's samples, and for each unit that ends in it its payload bits a→b and b→a (uint64), all
/// little-endian. Batches, connections, retries and time leave no trace in it.
/// </summary>
/// <remarks>
/// A hash in the making cannot be put on disk. The hashes of closed blocks and the content of the open one can, and the
/// digest goes on from them.
/// </remarks>
internal sealed class BlockDigest : IDisposable
{
    /// <summary>Rounds of a block.</summary>
    public const int BlockRounds = 4096;

    /// <summary>A closed block leaves three hashes: of both parties' samples and bits, of Alice's samples, of Bob's.</summary>
    public const int BlockBytes = 3 * SHA256.HashSizeInBytes;

    private const int UnitBytes = 2 * sizeof(ulong);

    private readonly IncrementalHash both = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash aliceOnly = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash bobOnly = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash chain = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash block = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] alice = new byte[BlockRounds * sizeof(int)];
    private readonly byte[] bob = new byte[BlockRounds * sizeof(int)];
    private readonly byte[] units = new byte[BlockRounds * UnitBytes];
    private readonly MemoryStream? journal;
    private int rounds;
    private int unitsEnded;

    /// <param name="keepsJournal">Whether the hashes of closed blocks are kept until <see cref="TakeJournal"/> takes them.</param>
    public BlockDigest(bool keepsJournal = false) => journal = keepsJournal ? new MemoryStream() : null;

    /// <summary>Closed blocks.</summary>
    public long Blocks { get; private set; }

    /// <summary>What the open block holds so far.</summary>
    public OpenBlock Open => new(
        alice.AsMemory(0, rounds * sizeof(int)), bob.AsMemory(0, rounds * sizeof(int)), units.AsMemory(0, unitsEnded * UnitBytes));

    /// <summary>Adds the next rounds, which begin with a unit; their last unit may be cut short.</summary>
    /// <param name="aliceSamples">One per round.</param>
    /// <param name="bobSamples">Likewise.</param>
    /// <param name="unitRounds">Rounds of a unit.</param>
    /// <param name="aliceToBob">Payload bits of each unit; empty where nothing is said.</param>
    /// <param name="bobToAlice">Likewise.</param>
    // Few calls with much to do each: counting calls would compile it too late.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(
        ReadOnlySpan<int> aliceSamples, ReadOnlySpan<int> bobSamples, int unitRounds, ReadOnlySpan<int> aliceToBob, ReadOnlySpan<int> bobToAlice)
    {
        int ended = 0;
        for (int start = 0; start < aliceSamples.Length;)
        {
            if (rounds == BlockRounds)
            {
                CloseBlock();
            }

            int count = Math.Min(BlockRounds - rounds, aliceSamples.Length - start);
            LittleEndian.Write(aliceSamples.Slice(start, count), alice.AsSpan(rounds * sizeof(int)));
            LittleEndian.Write(bobSamples.Slice(start, count), bob.AsSpan(rounds * sizeof(int)));
            rounds += count;
            start += count;
            int ends = start == aliceSamples.Length ? (start + unitRounds - 1) / unitRounds : start / unitRounds;
            if (aliceToBob.IsEmpty)
            {
                AddSilence(ends - ended);
            }
            else
            {
                for (int unit = ended; unit < ends; unit++)
                {
                    AddUnit((ulong)aliceToBob[unit], (ulong)bobToAlice[unit]);
                }
            }

            ended = ends;
        }
    }

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
        Span<byte> place = units.AsSpan(unitsEnded * UnitBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(place, aliceToBob);
        BinaryPrimitives.WriteUInt64LittleEndian(place[sizeof(ulong)..], bobToAlice);
        unitsEnded++;
    }

    /// <summary>The hashes of the blocks that were closed since the last call; empty without a journal.</summary>
    public byte[] TakeJournal()
    {
        byte[] taken = journal?.ToArray() ?? [];
        journal?.SetLength(0);
        return taken;
    }

    /// <summary>SHA-256 over the hashes of all closed blocks.</summary>
    public byte[] Chain() => chain.GetCurrentHash();

    /// <summary>Goes on after closed blocks. Only a digest that is still empty can.</summary>
    public void Restore(ReadOnlySpan<byte> closedBlocks)
    {
        for (ReadOnlySpan<byte> rest = closedBlocks; !rest.IsEmpty; rest = rest[BlockBytes..])
        {
            AppendBlock(rest[..BlockBytes]);
        }
    }

    /// <summary>Goes on within an open block, after its closed ones.</summary>
    public void Restore(OpenBlock open)
    {
        open.Alice.Span.CopyTo(alice);
        open.Bob.Span.CopyTo(bob);
        open.Units.Span.CopyTo(units);
        rounds = open.Alice.Length / sizeof(int);
        unitsEnded = open.Units.Length / UnitBytes;
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
        chain.Dispose();
        block.Dispose();
        journal?.Dispose();
    }

    private void CloseBlock()
    {
        Span<byte> hashes = stackalloc byte[BlockBytes];
        HashOpenBlock(hashes);
        AppendBlock(hashes);
        journal?.Write(hashes);
        rounds = 0;
        unitsEnded = 0;
    }

    private void AddSilence(int count)
    {
        units.AsSpan(unitsEnded * UnitBytes, count * UnitBytes).Clear();
        unitsEnded += count;
    }

    private void AppendBlock(ReadOnlySpan<byte> hashes)
    {
        both.AppendData(hashes[..32]);
        aliceOnly.AppendData(hashes[32..64]);
        bobOnly.AppendData(hashes[64..]);
        chain.AppendData(hashes);
        Blocks++;
    }

    private void HashOpenBlock(Span<byte> hashes)
    {
        OpenBlock open = Open;

        // What both parties' hash begins with is hashed once.
        block.AppendData(open.Alice.Span);
        block.GetCurrentHash(hashes[32..]);
        block.AppendData(open.Bob.Span);
        block.AppendData(open.Units.Span);
        block.GetHashAndReset(hashes);
        SHA256.HashData(open.Bob.Span, hashes[64..]);
    }

    private static string Hex(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset());
}
