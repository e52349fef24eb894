using Coupling.Distributions;

namespace Coupling.Conformance;

/// <summary>Two rows in turn.</summary>
internal sealed class AlternatingRows(double[] even, double[] odd) : IRows
{
    private readonly Row[] rows = [Row.FromWeights([.. even], "even"), Row.FromWeights([.. odd], "odd")];

    public int AlphabetSize => even.Length;

    /// <summary>Whether they own up to it.</summary>
    public bool IsConstant { get; init; }

    public Row RowAt(long round) => rows[round & 1];
}
