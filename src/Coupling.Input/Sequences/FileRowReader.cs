using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>All rows of a file. It stays open, so that rows can be read again.</summary>
/// <param name="spec">Names the file; names no row.</param>
/// <param name="source">What the user wrote; named in errors.</param>
internal abstract class FileRowReader(RowFileSpec spec, string source) : RowReader
{
    /// <summary>The file, without a buffer of its own.</summary>
    protected FileStream Stream { get; } = InputFile.Open(spec.Path, source);

    protected string Source => source;

    protected NumberKind Numbers => spec.Numbers;

    public sealed override void ReadAll(Action<Row> take)
    {
        int index = 0;
        InputFile.Guard(spec.Path, source, () =>
        {
            ReadEach(numbers => take(ToRow(numbers, index++)));
            return true;
        });
    }

    public sealed override Row Read(int index) =>
        InputFile.Guard(spec.Path, source, () => ToRow(ReadNumbers(index), index));

    public override void Dispose() => Stream.Dispose();

    /// <summary>Gives the numbers of each row, in order.</summary>
    protected abstract void ReadEach(Action<double[]> take);

    /// <summary>Reads the numbers of a row again.</summary>
    protected abstract double[] ReadNumbers(int index);

    // Named as the row alone would be.
    private Row ToRow(double[] numbers, int index) => spec.Numbers.ToRow(numbers, (spec with { Row = index }).ToString());
}
