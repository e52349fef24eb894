using System.Text.Json;

namespace Coupling.Figures.Scatters;

/// <summary>Reads the rows of a workload out of result.json. A mode that hands Bob Alice's sample couples nothing, and is left out.</summary>
public static class ScatterReader
{
    /// <exception cref="InvalidDataException">It is no result, or not of a workload whose rows are disclosed and listed.</exception>
    public static RowScatter Read(ReadOnlyMemory<byte> resultJson)
    {
        try
        {
            using var document = JsonDocument.Parse(resultJson);
            return Read(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"result.json: it cannot be read: {fault.Message}", fault);
        }
    }

    private static RowScatter Read(JsonElement result)
    {
        JsonElement plan = result.GetProperty("plan");
        if (!plan.TryGetProperty("rows", out JsonElement rows) || rows.ValueKind != JsonValueKind.Number || rows.GetInt32() < 2)
        {
            throw new InvalidDataException("result.json: rows: the run has one pair (allowed: a run on a workload, --rounds-per-row K)");
        }

        RowSeries[] series =
        [
            .. result.GetProperty("modes").EnumerateArray()
                .Where(mode => mode.GetProperty("rounds").GetInt64() > 0 && mode.GetProperty("bob_law").GetString() == "q")
                .Select(Series),
        ];
        if (series.Length == 0)
        {
            throw new InvalidDataException("result.json: modes: none has done a round (allowed: at least one that couples P and Q)");
        }

        JsonElement inputs = result.GetProperty("inputs");
        return new RowScatter(
            result.GetProperty("run_id").GetString()!,
            inputs.GetProperty("alice").GetProperty("spec").GetString()!,
            inputs.GetProperty("bob").GetProperty("spec").GetString()!,
            result.GetProperty("alphabet").GetProperty("size").GetInt32(),
            plan.GetProperty("seed").GetUInt64(),
            rows.GetInt32(),
            plan.GetProperty("rounds_per_row").GetInt64(),
            series);
    }

    private static RowSeries Series(JsonElement mode)
    {
        string name = mode.GetProperty("mode").GetString()!;
        JsonElement rows = mode.GetProperty("rows");
        return rows.ValueKind == JsonValueKind.Array
            ? new RowSeries(name, [.. rows.EnumerateArray().Select(row => Point(name, row))])
            : throw new InvalidDataException($"result.json: {name}: rows: too many for a picture (allowed: as many as a result lists)");
    }

    private static RowPoint Point(string mode, JsonElement row)
    {
        JsonElement interval = row.GetProperty("interval");
        JsonElement distance = row.GetProperty("total_variation");
        return new RowPoint(
            row.GetProperty("row").GetInt32(),
            row.GetProperty("rounds").GetInt64(),
            distance.ValueKind == JsonValueKind.Number
                ? distance.GetDouble()
                : throw new InvalidDataException($"result.json: {mode}: total_variation: null (allowed: of disclosed inputs)"),
            row.GetProperty("agreement").GetDouble(),
            interval.GetProperty("low").GetDouble(),
            interval.GetProperty("high").GetDouble(),
            row.GetProperty("exact") is { ValueKind: JsonValueKind.Number } exact ? exact.GetDouble() : null);
    }
}
