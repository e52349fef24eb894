using Coupling.Figures.Advising;

namespace Coupling.Figures.Tests;

/// <summary>Modes on a link, as numbers that are easy to check.</summary>
internal static class AdvisePoints
{
    /// <summary>A mode with so many agreed samples per second; sockets carry 1 % more than it says.</summary>
    public static AdvicePoint At(string mode, double level, double bits, double perSecond, double? predictedPerSecond = null, AdviceTime? time = null) =>
        new(mode, 10_000, level, level - 0.01, level + 0.01, level, bits, 1.01 * bits, level / perSecond)
        {
            Predicted = level / predictedPerSecond,
            Time = time,
        };

    /// <summary>A party at work for so much of the time, on a line of which so much is used.</summary>
    public static AdviceTime Time(double secondsPerRound, double busy, double used) => new(secondsPerRound, 1 - busy, 1, used, 0, 10);

    public static AdvicePoint Cached(string mode, double level, double bits, double perSecond) =>
        At(mode, level, bits, perSecond) with { IsSaidOnce = true, NeedsPairToStay = true };

    public static AdvicePoint Grouped(string mode, double level, double bits, double perSecond) => At(mode, level, bits, perSecond) with { NeedsPairToStay = true };

    public static Advice Advice(AdviceWish wish, params AdvicePoint[] points) => new(
        "run", "zipf:1,50", "zipf:1.5,50", 50, 1, null, 3, 0.2, 0.8, Link, [.. points.OrderByDescending(point => point.AgreedPerSecond)], [], wish);

    private static AdviceLink Link { get; } = new(new AdviceDirection(25, 0, 1e6), new AdviceDirection(25, 2, null), new AdviceMeasure(50.2, 1e6, null));
}
