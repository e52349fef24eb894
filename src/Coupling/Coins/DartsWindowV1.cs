namespace Coupling.Coins;

/// <summary>
/// The process `darts.window-v1`: per item, darts of rate 1 in time with heights uniform on (0, 1), cut into windows of 2
/// time units and inside a window named by the order of height, so that "which darts of this window lie below p" is a race
/// against a fixed threshold. Definition: docs/randomness.md §6.
/// </summary>
public readonly struct DartsWindowV1(PublicCoins coins)
{
    public const string Name = "darts.window-v1";

    /// <summary>w: the length of a window in time units. A power of two, so that scaling by it is exact.</summary>
    public const double WindowWidth = 2;

    private readonly ulong seed = coins.Seed;

    /// <summary>The open uniforms from which the lowest darts of items 2·pair and 2·pair+1 in this window are made.</summary>
    public (double Even, double Odd) FirstUniforms(long round, int pair, uint window)
    {
        (ulong low, ulong high) = HeightBlock(round, pair, window, order: 0);
        return (OpenUniform.FromBits(low), OpenUniform.FromBits(high));
    }

    /// <summary>The same for many pairs at once.</summary>
    internal void FirstUniforms(long round, ReadOnlySpan<uint> pairs, uint window, Span<double> even, Span<double> odd) =>
        UniformBlocks.Fill(seed, CoinPurpose.DartHeight, round, window, order: 0, pairs, even, odd);

    /// <summary>How much higher than the dart before it (than 0 for order 0) this dart lies: Exp(1)/w.</summary>
    public double HeightStep(long round, int item, uint window, int order)
    {
        (ulong low, ulong high) = HeightBlock(round, item >> 1, window, order);
        return StepFromUniform(OpenUniform.FromBits((item & 1) == 0 ? low : high));
    }

    public static double StepFromUniform(double v) => Exponential.FromUniform(v) / WindowWidth;

    /// <summary>The dart of this name at a height that the caller has summed up.</summary>
    public Dart At(long round, int item, uint window, int order, double height)
    {
        (ulong low, ulong high) = CoinCounter.Block(seed, CoinPurpose.DartMark, round, (uint)item, window, order);
        return new Dart(item, window, order, height, OpenUniform.FromBits(low), high);
    }

    /// <summary>The dart of this name, its height summed from order 0 upwards.</summary>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="item">0..2^20−1.</param>
    /// <param name="window">Any.</param>
    /// <param name="order">0..255.</param>
    public Dart Named(long round, int item, uint window, int order)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, CoinCounter.MaximumOrder);
        double height = 0;
        for (int step = 0; step <= order; step++)
        {
            height += HeightStep(round, item, window, step);
        }

        return At(round, item, window, order, height);
    }

    private (ulong Low, ulong High) HeightBlock(long round, int pair, uint window, int order) =>
        CoinCounter.Block(seed, CoinPurpose.DartHeight, round, (uint)pair, window, order);
}
