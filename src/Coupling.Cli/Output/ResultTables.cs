using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Coupling.Cli.Output;

/// <summary>Shows a result to people. It reads result.json, so that both say the same.</summary>
internal static class ResultTables
{
    public static void Write(IAnsiConsole console, byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        JsonElement result = document.RootElement;
        JsonElement[] modes = [.. result.GetProperty("modes").EnumerateArray()];
        console.Write(Agreement(modes));
        console.Write(Traffic(modes));
        LinkTable.Write(console, result, modes);
        WriteRows(console, result.GetProperty("plan"));
        foreach (JsonElement mode in modes)
        {
            foreach (JsonElement finding in mode.GetProperty("findings").EnumerateArray())
            {
                console.MarkupLineInterpolated($"[red]{mode.GetProperty("mode").GetString()}: {finding.GetString()}[/]");
            }
        }

        if (result.GetProperty("plan").GetProperty("seconds").ValueKind != JsonValueKind.Null)
        {
            foreach (JsonElement mode in modes)
            {
                console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{mode.GetProperty("mode").GetString()}: {mode.GetProperty("rounds").GetInt64():N0} rounds in {mode.GetProperty("seconds").GetDouble():F1} s"));
            }
        }

        // Results of earlier versions do not know of it.
        if (result.TryGetProperty("security", out JsonElement security) && security.GetProperty("insecure_lab").GetBoolean())
        {
            console.MarkupLine("[red]insecure lab: plain text between machines; anybody on that network could read and change what was said[/]");
        }

        console.WriteLine($"verdict: {result.GetProperty("verdict").GetString()}");
    }

    /// <summary>Results of earlier versions do not know of rows.</summary>
    private static void WriteRows(IAnsiConsole console, JsonElement plan)
    {
        if (plan.TryGetProperty("rows", out JsonElement rows) && rows.ValueKind == JsonValueKind.Number && rows.GetInt32() > 1)
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"workload: T = {rows.GetInt32():N0} rows, K = {plan.GetProperty("rounds_per_row").GetInt64():N0} rounds each; means over the rounds; row by row: rows.csv"));
        }
    }

    private static Table Agreement(JsonElement[] modes)
    {
        Table table = NewTable("Agreement Pr[a = b], against theory", "mode", "measured", "99 % interval", "exact", "floor", "optimum", "p alice", "p bob", "verdict");
        foreach (JsonElement mode in modes)
        {
            JsonElement interval = mode.GetProperty("interval");
            JsonElement marginals = mode.GetProperty("marginals");
            table.AddRow(
                Text(mode, "mode"),
                Number(mode.GetProperty("agreement"), "F5"),
                $"{Number(interval.GetProperty("low"), "F5")}–{Number(interval.GetProperty("high"), "F5")}",
                Number(mode.GetProperty("exact"), "F5"),
                Number(mode.GetProperty("floor"), "F5"),
                Number(mode.GetProperty("optimum"), "F5"),
                PValue(marginals.GetProperty("alice")),
                PValue(marginals.GetProperty("bob")),
                Text(mode, "verdict"));
        }

        return table;
    }

    private static Table Traffic(JsonElement[] modes)
    {
        Table table = NewTable(
            "Traffic between Alice and Bob", "mode", "bits/round a→b", "b→a", "law", "message bytes", "socket bytes", "turns/batch", "rounds/s");
        foreach (JsonElement mode in modes)
        {
            double rounds = mode.GetProperty("rounds").GetDouble();
            JsonElement law = mode.GetProperty("law");
            table.AddRow(
                Text(mode, "mode"),
                Format(BitsPerRound(mode, "alice_to_bob", rounds), "F3"),
                Format(BitsPerRound(mode, "bob_to_alice", rounds), "F3"),
                law.ValueKind == JsonValueKind.Null ? "–" : (law.GetProperty("at_most").GetBoolean() ? "≤ " : "") + Number(law.GetProperty("payload_bits_per_round"), "F3"),
                Format(Sum(mode.GetProperty("message_bytes")), "N0"),
                Format(Sum(mode.GetProperty("socket_bytes")), "N0"),
                Number(mode.GetProperty("turns").GetProperty("mean_per_batch"), "F1"),
                Format(rounds / mode.GetProperty("seconds").GetDouble(), "N0"));
        }

        return table;
    }

    private static Table NewTable(string title, params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple, Title = new TableTitle(Markup.Escape(title)) };
        foreach (string column in columns)
        {
            var added = new TableColumn(Markup.Escape(column)) { NoWrap = true };
            table.AddColumn(column is "mode" or "verdict" ? added : added.RightAligned());
        }

        return table;
    }

    private static double BitsPerRound(JsonElement mode, string direction, double rounds)
    {
        JsonElement bits = mode.GetProperty("payload_bits");
        return (bits.GetProperty("setup").GetProperty(direction).GetDouble()
            + bits.GetProperty("rounds").GetProperty(direction).GetDouble()) / rounds;
    }

    /// <summary>All phases, both directions.</summary>
    private static double Sum(JsonElement phases) =>
        phases.EnumerateObject().Sum(phase => phase.Value.EnumerateObject().Sum(direction => direction.Value.GetDouble()));

    private static string PValue(JsonElement marginal) =>
        marginal.ValueKind == JsonValueKind.Null ? "–" : Number(marginal.GetProperty("p_value"), "G2");

    private static string Text(JsonElement element, string name) => Markup.Escape(element.GetProperty(name).GetString() ?? "–");

    private static string Number(JsonElement element, string format) =>
        element.ValueKind == JsonValueKind.Number ? Format(element.GetDouble(), format) : "–";

    private static string Format(double value, string format) =>
        double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "–";
}
