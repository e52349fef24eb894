using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>One row of a CSV file. All of them are checked for form, the chosen one is kept.</summary>
internal static class CsvRows
{
    /// <param name="stream">At its start.</param>
    /// <param name="source">Named in errors.</param>
    /// <param name="row">0-based, the header not counted; null for the only row.</param>
    /// <param name="kind">What the numbers are; they are not yet held against its range.</param>
    public static double[] Read(Stream stream, string source, int? row, NumberKind kind)
    {
        var table = new CsvTable(stream, source, kind, CsvPlace.Beginning);
        double[] kept = [];
        BadDataException? doubt = null;
        while (table.TryRead())
        {
            if (table.Count - 1 == (row ?? 0))
            {
                kept = [.. table.Numbers];
                doubt = table.DecimalCommas();
            }
        }

        RowChoice.Check(row, table.Count, source);
        return doubt is null ? kept : throw doubt;
    }
}
