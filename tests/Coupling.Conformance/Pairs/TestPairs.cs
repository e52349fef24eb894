using Coupling.Coins;

namespace Coupling.Conformance;

/// <summary>The pairs of every contract test. Biases hide on ordinary ones, so most of these are not.</summary>
public static class TestPairs
{
    public static IReadOnlyList<TestPair> All { get; } =
    [
        new("three items", [0.5, 0.3, 0.2], [0.2, 0.3, 0.5]),
        new("two Zipf laws", Zipf(50, 1, shuffle: 0), Zipf(50, 1.5, shuffle: 0)),
        new("two subsets", OnItems(12, 0, 8), OnItems(12, 4, 12)),
        new("an atom and a pair", [1, 0], [0.85, 0.15]),
        new("a pair and an atom", [0.85, 0.15], [1, 0]),
        new("an atom and all", [0, 0, 0, 1, 0], [0.2, 0.2, 0.2, 0.2, 0.2]),
        new("one atom", [0, 0, 1, 0], [0, 0, 1, 0]),
        new("disjoint", [0.3, 0.7, 0, 0], [0, 0, 0.6, 0.4]),
        new("opposite", [0.999, 0.001], [0.001, 0.999]),
        new("close", [0.5, 0.3, 0.2], [0.48, 0.32, 0.2]),
        new("equal", Zipf(20, 1, shuffle: 3), Zipf(20, 1, shuffle: 3)),
        new("zeros", [0, 0.5, 0, 0.25, 0.25, 0], [0.25, 0.5, 0, 0, 0.25, 0]),
        new("shuffled Zipf laws", Zipf(201, 1, shuffle: 1), Zipf(201, 1, shuffle: 2)),
        new("one item", [1], [1]),
        new("halfway in bfloat16", HalfwayInBFloat16(), HalfwayInBFloat16()),
    ];

    public static TestPair Named(string name) => All.Single(pair => pair.Name == name);

    /// <summary>Six weights a hair beside the middle of two bfloat16 numbers, half of them below it; the seventh is one.</summary>
    private static double[] HalfwayInBFloat16()
    {
        double middle = (1 + (1.0 / 256)) / 8;
        double hair = 1.0 / (1 << 30);
        return [middle + hair, middle - hair, middle + hair, middle - hair, middle + hair, middle - hair, 1 - (6 * middle)];
    }

    private static double[] OnItems(int n, int first, int end) =>
        [.. Enumerable.Range(0, n).Select(item => item >= first && item < end ? 1.0 / (end - first) : 0)];

    private static double[] Zipf(int n, double exponent, uint shuffle)
    {
        double[] weights = [.. Enumerable.Range(1, n).Select(rank => Math.Pow(rank, -exponent))];
        double total = weights.Sum();
        return
        [
            .. weights.Select((weight, item) => (Weight: weight / total, Key: shuffle == 0 ? (ulong)item : Key(shuffle, item)))
                .OrderBy(place => place.Key)
                .Select(place => place.Weight),
        ];
    }

    private static ulong Key(uint shuffle, int item) => Philox4x32.Block(shuffle, (uint)item, 0, 0, 0).Low;
}
