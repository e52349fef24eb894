using Coupling.Coordination.Tallies;

namespace Coupling.Coordination.Replays;

/// <summary>Follows the hashes of the blocks on record while the same blocks are drawn again.</summary>
internal sealed class BlockTrail(IEnumerable<byte[]> recorded) : IDisposable
{
    private static readonly (string What, int Part)[] Parts = [("Alice's samples", 1), ("Bob's samples", 2), ("payload bits", 0)];

    private readonly IEnumerator<byte[]> blocks = recorded.SelectMany(piece => piece.Chunk(BlockDigest.BlockBytes)).GetEnumerator();
    private long number;

    /// <summary>Compares the next blocks. Returns the first difference in words; null if there is none, or nothing to compare with.</summary>
    public string? Compare(byte[] replayed)
    {
        foreach (byte[] again in replayed.Chunk(BlockDigest.BlockBytes))
        {
            if (!blocks.MoveNext())
            {
                return null;
            }

            if (!blocks.Current.AsSpan().SequenceEqual(again))
            {
                long first = number * BlockDigest.BlockRounds;
                IEnumerable<string> what = Parts.Where(part => !Slice(blocks.Current, part.Part).SequenceEqual(Slice(again, part.Part))).Select(part => part.What);
                return $"first difference in rounds {first} to {first + BlockDigest.BlockRounds - 1}: {what.First()}";
            }

            number++;
        }

        return null;
    }

    public void Dispose() => blocks.Dispose();

    private static ReadOnlySpan<byte> Slice(byte[] block, int part)
    {
        int length = BlockDigest.BlockBytes / Parts.Length;
        return block.AsSpan(part * length, length);
    }
}
