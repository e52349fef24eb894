using Coupling.Coins;

namespace Coupling.Sampling;

/// <summary>Some of the 4096 rounds of a block.</summary>
internal sealed class RoundMask
{
    private const int WordBits = 64;

    private readonly ulong[] words = new ulong[DartsBatch12V1.Rounds / WordBits];

    /// <summary>Whether a round, by its place in the block, is one of them.</summary>
    public bool Has(int place) => ((words[place / WordBits] >> place) & 1) != 0;

    public void Add(int place) => words[place / WordBits] |= 1UL << place;

    public void Remove(int place) => words[place / WordBits] &= ~(1UL << place);

    public void AddAll() => words.AsSpan().Fill(ulong.MaxValue);

    public void Clear() => words.AsSpan().Clear();
}
