namespace Coupling.Speculation.Tests;

/// <summary>The row that a drafter has everywhere, and the target's.</summary>
public sealed record RowPair(string Name, double[] P, double[] Q)
{
    public static IReadOnlyList<RowPair> All { get; } =
    [
        new("three tokens", [.5, .3, .2], [.2, .3, .5]),
        new("two Zipf laws", Zipf(50, 1), Zipf(50, 1.5)),
        new("shuffled Zipf laws", Zipf(40, 1), [.. Zipf(40, 1.2).Select((_, item) => Zipf(40, 1.2)[7 * (item + 3) % 40])]),
        new("close", [.25, .25, .25, .25], [.26, .24, .255, .245]),
        new("disjoint", [.5, .5, 0, 0, 0], [0, 0, .2, .3, .5]),
        new("equal", [.1, .2, .3, .4], [.1, .2, .3, .4]),
        new("one atom each", [1, 0], [1, 0]),
        new("an atom and a pair", [1, 0], [.85, .15]),
        new("a pair and an atom", [.85, .15], [1, 0]),
        new("two subsets", Uniform(12, 0, 8), Uniform(12, 4, 12)),
        new("below float16", [.9, .1 - 1e-7, 1e-8, 9e-8], [.8, .05, .05, .1]),
        new("one token", [1], [1]),
    ];

    public static RowPair Named(string name) => All.Single(pair => pair.Name == name);

    public Duo Duo => new(TableModel.Of(P), TableModel.Of(Q)) { Prior = TableModel.Of(Q) };

    public override string ToString() => Name;

    private static double[] Zipf(int n, double exponent)
    {
        double[] masses = [.. Enumerable.Range(1, n).Select(rank => Math.Pow(rank, -exponent))];
        double sum = masses.Sum();
        return [.. masses.Select(mass => mass / sum)];
    }

    private static double[] Uniform(int n, int from, int to) =>
        [.. Enumerable.Range(0, n).Select(item => item >= from && item < to ? 1.0 / (to - from) : 0)];
}
