namespace Coupling.Coins;

/// <summary>
/// The process `race.item-v1`: an independent Exp(1) variable E(round, item) for every item of every round. One block of
/// the generator serves two neighbouring items. Definition: docs/randomness.md §5.
/// </summary>
public readonly struct RaceItemV1(PublicCoins coins)
{
    public const string Name = "race.item-v1";

    private readonly ulong seed = coins.Seed;

    /// <summary>The open uniforms v of items 2·pair and 2·pair+1.</summary>
    public (double Even, double Odd) Uniforms(long round, int pair)
    {
        (ulong low, ulong high) = CoinCounter.Block(seed, CoinPurpose.RaceItem, round, (uint)pair, window: 0, order: 0);
        return (OpenUniform.FromBits(low), OpenUniform.FromBits(high));
    }

    /// <summary>The same for many pairs at once.</summary>
    internal void Uniforms(long round, ReadOnlySpan<uint> pairs, Span<double> even, Span<double> odd) =>
        UniformBlocks.Fill(seed, CoinPurpose.RaceItem, round, window: 0, order: 0, pairs, even, odd);

    /// <summary>E(round, item).</summary>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="item">0..2^20−1.</param>
    public double Exponential(long round, int item)
    {
        (double even, double odd) = Uniforms(round, item >> 1);
        return Coins.Exponential.FromUniform((item & 1) == 0 ? even : odd);
    }
}
