using Coupling.Protocols;

namespace Coupling.Coins;

/// <summary>
/// One party's own randomness, `private.uniform-v1`. It is keyed by the seed too, so that a run reproduces, but by the role
/// as well, and the other party's code never computes it.
/// </summary>
public readonly record struct PrivateCoins(ulong Seed, Role Role)
{
    public const string Name = "private.uniform-v1";

    /// <summary>A uniform of (0, 1).</summary>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="use">0..255: what the protocol uses it for; uses are independent.</param>
    public double Uniform(long round, int use)
    {
        var purpose = (CoinPurpose)((int)CoinPurpose.Private + (Role == Role.Alice ? 0 : 1));
        return OpenUniform.FromBits(CoinCounter.Block(Seed, purpose, round, item: 0, window: 0, use).Low);
    }
}
