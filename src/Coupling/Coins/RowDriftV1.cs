namespace Coupling.Coins;

/// <summary>
/// `row.drift-v1`: for every item a key, by which items are ordered at random, and an independent Exp(1) variable. A pure function of
/// (seed, item): the same bits on every machine. Definition: docs/input.md.
/// </summary>
internal readonly struct RowDriftV1(ulong seed)
{
    public const string Name = "row.drift-v1";

    /// <param name="item">0..2^20−1.</param>
    public (ulong Key, double Exponential) At(int item)
    {
        (ulong low, ulong high) = CoinCounter.Block(seed, CoinPurpose.RowDrift, round: 0, (uint)item, window: 0, order: 0);
        return (low, Exponential.FromUniform(OpenUniform.FromBits(high)));
    }
}
