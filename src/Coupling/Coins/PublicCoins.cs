namespace Coupling.Coins;

/// <summary>
/// The randomness that both parties share: a pure function of (seed, process, round, index …), with no state. Two parties
/// may read it in any order and any amount. Public means public: the seed is no secret.
/// </summary>
public readonly record struct PublicCoins(ulong Seed);
