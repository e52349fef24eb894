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

    /// <summary>The arrivals of a race over a block of 4096 rounds; the prefixes of first arrivals are one above.</summary>
    RaceBatch12 = 0x10,

    /// <summary>The same over a block of 64 rounds.</summary>
    RaceBatch6 = 0x12,

    /// <summary>The darts of an item over a block of 4096 rounds; prefixes one above.</summary>
    DartBatch12 = 0x14,

    /// <summary>When the first of 64 neighbouring items arrives, and which it is; prefixes one above.</summary>
    RaceBlockFirst = 0x16,

    /// <summary>How much later than that the others arrive; prefixes one above.</summary>
    RaceBlockOthers = 0x18,

    /// <summary>The hash of a dart of a block of 4096 rounds.</summary>
    DartBatchHash = 0x1A,

    /// <summary>The darts of an item over a run of late windows of one round; prefixes one above.</summary>
    DartLate = 0x1C,

    /// <summary>The hash of a dart of a late window.</summary>
    DartLateHash = 0x1E,

    /// <summary>Gamma variates of generated rows: input data, no coin of any protocol.</summary>
    RowGamma = 0x60,

    /// <summary>The direction of rows that drift away from another: input data as well.</summary>
    RowDrift = 0x61,

    /// <summary>Alice's private coins; Bob's are one above.</summary>
    Private = 0x81,

    /// <summary>Alice's proposals; Bob's are one above.</summary>
    Proposal = 0x91,
}
