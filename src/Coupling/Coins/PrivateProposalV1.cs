using Coupling.Protocols;

namespace Coupling.Coins;

/// <summary>
/// The process `private.proposal-v1`: a sequence of points of the unit square for every round, one party's own. Of a point one
/// coordinate proposes an item and the other decides about it. Definition: docs/randomness.md §7.
/// </summary>
public readonly struct PrivateProposalV1(PrivateCoins coins)
{
    public const string Name = "private.proposal-v1";

    private readonly ulong seed = coins.Seed;
    private readonly CoinPurpose purpose = (CoinPurpose)((int)CoinPurpose.Proposal + (coins.Role == Role.Alice ? 0 : 1));

    /// <summary>Two independent uniforms of (0, 1).</summary>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="index">Which point of the round's; any.</param>
    public (double Place, double Height) At(long round, uint index)
    {
        (ulong low, ulong high) = CoinCounter.Block(seed, purpose, round, item: 0, index, order: 0);
        return (OpenUniform.FromBits(low), OpenUniform.FromBits(high));
    }
}
