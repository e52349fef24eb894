using Coupling.Cli.Benching;
using Coupling.Distributions;

namespace Coupling.Benchmarks.Comparing;

/// <summary>What P is like: `zipf` is Zipf(1) with its items scattered, `dirichlet` a draw of Dirichlet(1, …, 1).</summary>
internal static class Shape
{
    public const string Zipf = "zipf";
    public const string Dirichlet = "dirichlet";

    /// <summary>One P of a shape.</summary>
    /// <param name="shape">One of the two.</param>
    /// <param name="n">Items.</param>
    public static Row Of(string shape, int n) => shape == Zipf ? ScatteredRow.Of(Generators.Zipf(1, n), 0) : Generators.Dirichlet(1, n, 1);

    /// <summary>Another P in every round.</summary>
    /// <param name="shape">One of the two.</param>
    /// <param name="n">Items.</param>
    public static IRows Changing(string shape, int n)
    {
        Row row = Of(shape, n);
        return new CyclicRows([.. Enumerable.Range(0, CyclicRows.Enough).Select(order => ScatteredRow.Of(row, order))]);
    }
}
