namespace Coupling.Input;

/// <summary>One row of a Parquet file; only the row group that it is in is decoded.</summary>
internal static class ParquetRows
{
    /// <param name="stream">Seekable.</param>
    /// <param name="source">Named in errors.</param>
    /// <param name="row">0-based; null for the only row.</param>
    /// <param name="kind">What the numbers are; they are not yet held against its range.</param>
    public static double[] Read(Stream stream, string source, int? row, NumberKind kind)
    {
        if (!stream.CanSeek)
        {
            throw new Distributions.BadDataException(source, "file", "a pipe or device", "a file on disk, where rows can be looked up");
        }

        var table = new ParquetTable(stream, source, kind);
        RowChoice.Check(row, table.Rows, source);
        return table.ReadRow(row ?? 0);
    }
}
