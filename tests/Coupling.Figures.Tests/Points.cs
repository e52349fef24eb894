using Coupling.Figures.Frontiers;

namespace Coupling.Figures.Tests;

internal static class Points
{
    public static FrontierPoint At(double bits, double level, string mode = "repair:4", bool amortised = false) =>
        new(mode, 10_000, bits, level, Math.Max(0, level - 0.01), Math.Min(1, level + 0.01), level, amortised);

    public static Frontier Frontier(params FrontierPoint[] points) => new(
        "run", "zipf:1,50", "zipf:1.5,50", 50, 1, 0.2, 0.6667, 0.8, points, UpperHull.Of(points.Where(point => !point.IsAmortised)));
}
