namespace Coupling.Protocols;

/// <summary>How differing rounds are looked for: blocks of 2^LogSize rounds, c hash bits per check, at most <see cref="MostChecks"/> checks of a block.</summary>
/// <param name="LogSize">0..8.</param>
/// <param name="HashBits">c, 2..12: every check of a block takes c hash bits that none before it took.</param>
/// <param name="Blocks">How many blocks, at least 1.</param>
internal readonly record struct DetectionWave(int LogSize, int HashBits, int Blocks)
{
    public const int LargestLogSize = 8;
    public const int LeastHashBits = 4;
    public const int LargestHashBits = 12;

    /// <summary>A block is given up after so many finds: more are rare if its size is right.</summary>
    public const int MostFinds = 4;

    /// <summary>Rounds per block.</summary>
    public int Size => 1 << LogSize;

    public int Rounds => Blocks << LogSize;

    /// <summary>Finds of a block at most.</summary>
    public int MostChecks => Math.Min(Size, MostFinds);

    /// <summary>Bits of a check: c from Alice, a flag from Bob.</summary>
    public int CheckBits => HashBits + 1;

    /// <summary>Bits of a search at most: which hash bit differs, then down to one round.</summary>
    public int LargestSearchBits => Size == 1 ? 0 : HashBits - 1 + DescentBits;

    /// <summary>From a block to one round: by four at 3 + 2 bits, by two at 1 + 1.</summary>
    public int DescentBits => Size == 1 ? 0 : (5 * (LogSize / 2)) + (2 * (LogSize % 2));

    /// <summary>What a wave like this costs and finds where a round differs with probability μ.</summary>
    /// <param name="differing">μ, above 0 and below 1.</param>
    /// <returns>Bits per round, and the share φ of differing rounds that are found.</returns>
    public (double BitsPerRound, double FoundShare) Expect(double differing)
    {
        double seen = 1 - (1.0 / (1 << HashBits));
        double pivotBits = Size == 1 ? 0 : (2 - ((HashBits + 3.0) / (1 << HashBits))) / seen;
        double exactly = Power(1 - differing, Size);
        double atLeast = 1;
        double reaching = 1;
        double bits = 0;
        double found = 0;
        for (int check = 0; check < MostChecks; check++)
        {
            bits += reaching * atLeast * CheckBits;
            atLeast -= exactly;
            exactly *= (Size - check) * differing / ((check + 1) * (1 - differing));
            reaching *= seen;
            double finds = reaching * Math.Max(0, atLeast);
            bits += finds * (pivotBits + DescentBits);
            found += finds;
        }

        return (bits / Size, found / (Size * differing));
    }

    private static double Power(double value, int exponent)
    {
        double power = value;
        for (int doubled = 1; doubled < exponent; doubled *= 2)
        {
            power *= power;
        }

        return power;
    }
}
