namespace Coupling.Coins;

/// <summary>The process `uniform.round-v1`: one public uniform per round. Definition: docs/randomness.md §7.</summary>
public readonly struct UniformRoundV1(PublicCoins coins)
{
    public const string Name = "uniform.round-v1";

    private readonly ulong seed = coins.Seed;

    /// <summary>A uniform of (0, 1), the same for both parties.</summary>
    /// <param name="round">0..2^48−1.</param>
    public double Uniform(long round) =>
        OpenUniform.FromBits(CoinCounter.Block(seed, CoinPurpose.UniformRound, round, item: 0, window: 0, order: 0).Low);
}
