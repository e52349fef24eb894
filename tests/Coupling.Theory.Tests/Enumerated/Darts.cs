namespace Coupling.Theory.Tests.Enumerated;

/// <summary>
/// Darts in the order of time (docs/randomness.md, section 6). Those of all items are equally frequent and independent of each other, so
/// each next one has a uniform item and a uniform height, whatever came before it; heights are cut where they pass p or q of the item.
/// </summary>
internal sealed class Darts(double[] p, double[] q)
{
    private readonly List<Dart> one =
    [
        .. Enumerable.Range(0, p.Length).SelectMany(item => Uniform.Pieces(p[item], q[item], 1 - q[item])
            .Select(height => new Dart(item, height.At, height.Length))),
    ];

    /// <summary>Of each kind of dart: how many a unit of time has on average.</summary>
    public IReadOnlyList<Dart> Kinds => one;

    public bool IsP(Dart dart) => dart.Height < p[dart.Item];

    public bool IsQ(Dart dart) => dart.Height < q[dart.Item];

    /// <summary>The next dart that hits, whatever number of darts misses before it: a geometric series.</summary>
    public IEnumerable<(Dart Dart, double Probability)> Next(Func<Dart, bool> hits)
    {
        double misses = one.Where(dart => !hits(dart)).Sum(dart => dart.Rate) / p.Length;
        return one.Where(hits).Select(dart => (dart, dart.Rate / p.Length / (1 - misses)));
    }
}

/// <summary>Darts of an item in a stretch of heights, by a height inside.</summary>
/// <param name="Item">The item.</param>
/// <param name="Height">A height, in (0, 1).</param>
/// <param name="Rate">How many there are per unit of time.</param>
internal readonly record struct Dart(int Item, double Height, double Rate);
