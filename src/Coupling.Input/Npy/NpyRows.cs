using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>One row of an .npy file; nothing else of it is read.</summary>
internal static class NpyRows
{
    /// <param name="stream">At its start.</param>
    /// <param name="source">Named in errors.</param>
    /// <param name="row">0-based; null for the only row.</param>
    /// <param name="kind">What the numbers are; they are not yet held against its range.</param>
    public static double[] Read(Stream stream, string source, int? row, NumberKind kind)
    {
        if (!stream.CanSeek)
        {
            throw new BadDataException(source, "file", "a pipe or device", "a file on disk, where rows can be looked up");
        }

        var matrix = new NpyMatrix(stream, source, kind, windowBytes: 0);
        RowChoice.Check(row, matrix.Rows, source);
        return matrix.ReadRow(row ?? 0);
    }
}
