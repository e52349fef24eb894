namespace Coupling.Input;

/// <summary>The rows of a CSV file, found by where their lines begin.</summary>
internal sealed class CsvRowReader(CsvSpec spec, string source) : FileRowReader(spec, source)
{
    private readonly List<long> offsets = [];
    private long firstLine;

    protected override void ReadEach(Action<double[]> take)
    {
        var table = new CsvTable(Stream, Source, Numbers, CsvPlace.Beginning);
        while (table.TryRead())
        {
            if (table.DecimalCommas() is { } doubt)
            {
                throw doubt;
            }

            if (offsets.Count == 0)
            {
                firstLine = table.RowStart.Line;
            }

            RowSequence.CheckRows(table.Count, Source);
            offsets.Add(table.RowStart.Offset);
            take([.. table.Numbers]);
        }
    }

    protected override double[] ReadNumbers(int index)
    {
        // No blank lines stand between rows.
        var start = new CsvPlace(offsets[index], firstLine + index);
        Stream.Seek(start.Offset, SeekOrigin.Begin);
        var table = new CsvTable(Stream, Source, Numbers, start);
        table.TryRead();
        return [.. table.Numbers];
    }
}
