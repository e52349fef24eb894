using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>One row of a JSON file. All of them are checked for form, the chosen one is kept.</summary>
internal static class JsonRows
{
    /// <param name="stream">At its start.</param>
    /// <param name="source">Named in errors.</param>
    /// <param name="row">0-based; null for the only row.</param>
    /// <param name="kind">What the numbers are; they are not yet held against its range.</param>
    public static double[] Read(Stream stream, string source, int? row, NumberKind kind)
    {
        double[] kept = [];
        long place = 0;
        long rows = JsonTable.ReadAll(stream, source, kind, (_, numbers) =>
        {
            if (place++ == (row ?? 0))
            {
                kept = [.. numbers];
            }
        });
        RowChoice.Check(row, rows, source);
        return kept;
    }
}
