namespace Coupling.Input;

/// <summary>The rows of a JSON file, found by where their brackets stand.</summary>
internal sealed class JsonRowReader(JsonSpec spec, string source) : FileRowReader(spec, source)
{
    private readonly List<long> offsets = [];

    protected override void ReadEach(Action<double[]> take) =>
        JsonTable.ReadAll(Stream, Source, Numbers, (start, numbers) =>
        {
            offsets.Add(start);
            RowSequence.CheckRows(offsets.Count, Source);
            take([.. numbers]);
        });

    protected override double[] ReadNumbers(int index)
    {
        Stream.Seek(offsets[index], SeekOrigin.Begin);
        return JsonTable.ReadRow(Stream, Source, Numbers, index, offsets[index]);
    }
}
