using System.Globalization;
using System.Text.Json;
using Coupling.Distributions;
using Coupling.Input;
using Coupling.Theory;

namespace Coupling.Cli.Commands;

/// <summary>`coupling show SPEC --workload [--against SPEC]`: what a workload is, and how far another one is from it.</summary>
internal static class ShowWorkload
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>The text to print.</summary>
    /// <exception cref="BadDataException">A SPEC cannot be used, or the two do not go together.</exception>
    public static string Of(string spec, string? against, bool asJson)
    {
        using RowSequence rows = RowSequence.Open(spec);
        using RowSequence? others = against is null ? null : RowSequence.Open(against);
        (double Least, double Mean, double Most)? distances = others is null ? null : Distances(rows, others);
        return asJson ? Json(rows, others, distances) : Table(rows, others, distances);
    }

    private static (double Least, double Mean, double Most) Distances(RowSequence rows, RowSequence others)
    {
        if (others.AlphabetSize != rows.AlphabetSize)
        {
            throw new BadDataException(others.Source, "n", Text(others.AlphabetSize), $"{rows.AlphabetSize}, as {rows.Source} has");
        }

        if (others.Rows != rows.Rows && Math.Min(others.Rows, rows.Rows) > 1)
        {
            throw new BadDataException(others.Source, "rows", Text(others.Rows), $"{rows.Rows}, as {rows.Source} has, or 1");
        }

        (double least, double most) = (1, 0);
        var sum = default(CompensatedSum);
        int count = Math.Max(rows.Rows, others.Rows);
        for (int row = 0; row < count; row++)
        {
            double distance = TotalVariation.Of(rows.RowAt(rows.Rows == 1 ? 0 : row).Weights, others.RowAt(others.Rows == 1 ? 0 : row).Weights);
            (least, most) = (Math.Min(least, distance), Math.Max(most, distance));
            sum.Add(distance);
        }

        return (least, sum.Value / count, most);
    }

    private static string Json(RowSequence rows, RowSequence? others, (double Least, double Mean, double Most)? distances) => JsonSerializer.Serialize(
        new
        {
            Schema = "coupling.show-workload/1",
            rows.Source,
            rows.Rows,
            N = rows.AlphabetSize,
            rows.Digest,
            Against = others is null ? null : new { others.Source, others.Rows, others.Digest },
            TotalVariation = distances is { } known ? new { Min = known.Least, known.Mean, Max = known.Most } : null,
        },
        Options) + "\n";

    private static string Table(RowSequence rows, RowSequence? others, (double Least, double Mean, double Most)? distances)
    {
        string text = $"source    {rows.Source}\nrows      {Text(rows.Rows)}\nn         {Text(rows.AlphabetSize)}\ndigest    {rows.Digest}\n";
        return others is null || distances is not { } known
            ? text
            : text + string.Create(
                CultureInfo.InvariantCulture,
                $"against   {others.Source}, {others.Rows} rows, {others.Digest}\nD         {known.Least:F6} to {known.Most:F6}, mean {known.Mean:F6}\n");
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
