namespace Coupling.Coins;

/// <summary>
/// The top byte of a counter: no two uses of the generator ever share a block. Values are part of the published
/// definition of the coins and are never used again for anything else.
/// </summary>
internal enum CoinPurpose : byte
{
    RaceItem = 1,
    DartHeight = 2,
    DartMark = 3,
    UniformRound = 4,

    /// <summary>Gamma variates of generated rows: input data, no coin of any protocol.</summary>
    RowGamma = 0x60,

    /// <summary>The direction of rows that drift away from another: input data as well.</summary>
    RowDrift = 0x61,

    /// <summary>Alice's private coins; Bob's are one above.</summary>
    Private = 0x81,

    /// <summary>Alice's proposals; Bob's are one above.</summary>
    Proposal = 0x91,
}
