namespace Coupling.Theory.Tests.Enumerated;

/// <summary>Pairs small enough to add up every coin: zeros, ties, equal and disjoint rows, atoms.</summary>
internal static class SmallPairs
{
    private static readonly (double[] P, double[] Q)[] All =
    [
        ([1], [1]),
        ([.7, .3], [.4, .6]),
        ([.5, .5], [.5, .5]),
        ([1, 0], [0, 1]),
        ([.05, .95], [1, 0]),
        ([.5, .3, .2], [.2, .3, .5]),
        ([.4, .3, .3], [.3, .4, .3]),
        ([1 / 3.0, 1 / 3.0, 1 / 3.0], [.5, .4, .1]),
        ([.62, .27, .11], [.62, .27, .11]),
        ([0, .6, .4], [.45, .55, 0]),
        ([.5, .5, 0], [0, 0, 1]),
        ([0, 1, 0], [.2, .3, .5]),
        ([0, 0, 1], [0, 0, 1]),
        ([.61, .3, .09], [.15, .01, .84]),
    ];

    public static void ForEach(Action<double[], double[]> check)
    {
        foreach ((double[] p, double[] q) in All)
        {
            check(p, q);
        }
    }
}
