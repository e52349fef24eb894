using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>One distribution as a workload of one row.</summary>
internal sealed class SingleRowReader(Row row) : RowReader
{
    public override void ReadAll(Action<Row> take) => take(row);

    public override Row Read(int index) => row;

    public override void Dispose()
    {
    }
}
