using Coupling.Distributions;

namespace Coupling.Cli.Benching;

/// <summary>Another row in every round. Few rows take turns; enough that none is still prepared when it is used again.</summary>
internal sealed class CyclicRows(Row[] rows) : IRows
{
    /// <summary>More than a sampler keeps prepared at any n.</summary>
    public const int Enough = 17;

    public int AlphabetSize => rows[0].Length;

    public bool IsConstant => false;

    public Row RowAt(long round) => rows[round % rows.Length];
}
