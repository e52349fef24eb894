namespace Coupling.Input;

/// <summary>The rows of an .npy file, found by their numbers.</summary>
internal sealed class NpyRowReader : FileRowReader
{
    /// <summary>In Fortran order, as many rows are decoded together as fit into this.</summary>
    private const long WindowBytes = 16 << 20;

    private readonly NpyMatrix matrix;

    public NpyRowReader(NpySpec spec, string source)
        : base(spec, source)
    {
        try
        {
            matrix = InputFile.Guard(spec.Path, source, () => new NpyMatrix(Stream, source, spec.Numbers, WindowBytes));
            RowSequence.CheckRows(matrix.Rows, source);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    protected override void ReadEach(Action<double[]> take)
    {
        for (long row = 0; row < matrix.Rows; row++)
        {
            take(matrix.ReadRow(row));
        }
    }

    protected override double[] ReadNumbers(int index) => matrix.ReadRow(index);
}
