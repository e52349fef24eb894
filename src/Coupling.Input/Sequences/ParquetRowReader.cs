namespace Coupling.Input;

/// <summary>The rows of a Parquet file, found by their row groups.</summary>
internal sealed class ParquetRowReader : FileRowReader
{
    private readonly ParquetTable table;

    public ParquetRowReader(ParquetSpec spec, string source)
        : base(spec, source)
    {
        try
        {
            table = InputFile.Guard(spec.Path, source, () => new ParquetTable(Stream, source, spec.Numbers));
            RowSequence.CheckRows(table.Rows, source);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    protected override void ReadEach(Action<double[]> take)
    {
        for (long row = 0; row < table.Rows; row++)
        {
            take(table.ReadRow(row));
        }
    }

    protected override double[] ReadNumbers(int index) => table.ReadRow(index);
}
