using System.Runtime.InteropServices;

namespace Coupling.Coins;

/// <summary>
/// The process `race.block-v1`: an independent Exp(1) variable for every item of every round, by blocks of 64 neighbouring items. Of a block,
/// the first arrival comes after Exp(64), at an item that a uniform names; the others come an Exp(1) of their own later. By the lack of memory
/// these are 64 independent Exp(1), and a block whose first arrival comes too late for any of its items need not be opened.
/// Definition: docs/randomness.md §10.
/// </summary>
internal readonly struct RaceBlockV1(PublicCoins coins)
{
    public const string Name = "race.block-v1";

    /// <summary>Items of a block.</summary>
    public const int BlockItems = Prefixes.Places;

    private readonly ulong seed = coins.Seed;

    /// <summary>The <see cref="Prefixes"/> of the uniforms of all blocks' first arrivals, from block 0 on.</summary>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="low">Gets the lower words of the groups of 64 blocks.</param>
    /// <param name="high">Gets the upper words.</param>
    public void FirstPrefixes(long round, Span<ulong> low, Span<ulong> high) =>
        Prefixes.Fill(seed, CoinPurpose.RaceBlockFirst + 1, round, window: 0, group: 0, low, high);

    /// <summary>When the first item of each of some blocks arrives, and which of the block it is, 0..63.</summary>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="blocks">Any blocks.</param>
    /// <param name="prefixes">Theirs; overwritten.</param>
    /// <param name="times">Gets the times; as long as <paramref name="blocks"/>, as all of these.</param>
    /// <param name="places">Gets the places.</param>
    public void Firsts(long round, ReadOnlySpan<uint> blocks, Span<ulong> prefixes, Span<double> times, Span<ulong> places)
    {
        Span<ulong> rest = MemoryMarshal.Cast<double, ulong>(times);
        WordBlocks.OfItems(seed, CoinPurpose.RaceBlockFirst, round, window: 0, order: 0, blocks, rest, places);
        for (int index = 0; index < blocks.Length; index++)
        {
            prefixes[index] = Prefixes.Complete(prefixes[index], rest[index]);
            places[index] &= BlockItems - 1;
        }

        Exponential.FromBits(prefixes, times);
        for (int index = 0; index < blocks.Length; index++)
        {
            times[index] /= BlockItems;
        }
    }

    /// <summary>The prefixes of the uniforms of how much later than the first item those of a block arrive; that of the first one is not used.</summary>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="block">Its items are 64·block..64·block+63.</param>
    /// <param name="low">Gets the lower words of the block.</param>
    /// <param name="high">Gets the upper words.</param>
    public void OtherPrefixes(long round, int block, Span<ulong> low, Span<ulong> high) =>
        Prefixes.Fill(seed, CoinPurpose.RaceBlockOthers + 1, round, window: 0, block, low, high);

    /// <summary>The open uniform of how much later an item arrives than the first one of its block.</summary>
    public double OtherUniform(long round, int item, ulong prefix)
    {
        (ulong low, _) = CoinCounter.Block(seed, CoinPurpose.RaceBlockOthers, round, (uint)item, window: 0, order: 0);
        return OpenUniform.FromBits(Prefixes.Complete(prefix, low));
    }
}
