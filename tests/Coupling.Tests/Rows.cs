using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Tests;

/// <summary>Rows for tests.</summary>
internal static class Rows
{
    public static Row Of(params double[] weights) => Row.FromWeights(weights, "test");

    /// <summary>Weights 1/rank^exponent over shuffled ranks, some items without weight.</summary>
    public static Row Zipf(int n, double exponent, int stride = 1) => Normalised(Enumerable.Range(0, n)
        .Select(item => (int)((long)item * stride % n))
        .Select(rank => rank % 5 == 4 ? 0 : Math.Pow(rank + 1, -exponent)));

    public static Row Uniform(int n) => Of([.. Enumerable.Repeat(1.0 / n, n)]);

    public static IRows Constant(Row row) => new ConstantRows(row);

    public static PartyContext Party(Role role, Row row, ulong seed = 41) => new(role, Constant(row), seed);

    private static Row Normalised(IEnumerable<double> weights)
    {
        double[] all = [.. weights];
        double total = all.Sum();
        return Of([.. all.Select(weight => weight / total)]);
    }

    /// <summary>A few rows, one after the other.</summary>
    public sealed class Alternating(params Row[] rows) : IRows
    {
        public int AlphabetSize => rows[0].Length;

        public bool IsConstant => false;

        public int RoundsPerRow { get; init; } = 1;

        public Row RowAt(long round) => rows[round / RoundsPerRow % rows.Length];
    }
}
