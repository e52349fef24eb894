using System.Globalization;
using System.Text.Json;
using Coupling.Cli.Records;
using Spectre.Console;

namespace Coupling.Cli.Output;

/// <summary>What a shaped link did, below the other tables, or that there was none; nothing where no shape was asked for.</summary>
internal static class LinkTable
{
    public static void Write(IAnsiConsole console, JsonElement result, IReadOnlyList<JsonElement> modes)
    {
        // Results of earlier versions do not know of shapes.
        if (!result.TryGetProperty("link", out JsonElement link) || link.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        console.WriteLine(Line(link));
        if (modes.Any(IsTimed))
        {
            console.Write(TimeTable(modes));
        }
    }

    /// <summary>What a result's link was asked and measured to do, or that there was none.</summary>
    public static string Line(JsonElement link) => link.TryGetProperty("off", out JsonElement off) && off.GetBoolean()
        ? "link: off; no relay listened, and nothing could be said"
        : $"link asked: {Asked(link.GetProperty("asked"))}; measured: {Measured(link.GetProperty("measured"))}";

    private static Table TimeTable(IReadOnlyList<JsonElement> modes)
    {
        Table table = RecordTable.New(
            "Time on the link, in the rounds", "mode", "time/round", "predicted", "alice waits", "bob waits", "link used a→b", "b→a", "in flight");
        foreach (JsonElement mode in modes.Where(IsTimed))
        {
            JsonElement use = mode.GetProperty("link");
            JsonElement waiting = use.GetProperty("waiting_share");
            JsonElement used = use.GetProperty("used_share");
            table.AddRow(
                Markup.Escape(mode.GetProperty("mode").GetString()!),
                Time(use.GetProperty("seconds_per_round")),
                Time(use.GetProperty("predicted_seconds_per_round")),
                Share(waiting.GetProperty("alice")),
                Share(waiting.GetProperty("bob")),
                Share(used.GetProperty("alice_to_bob")),
                Share(used.GetProperty("bob_to_alice")),
                use.GetProperty("in_flight").GetInt32().ToString(CultureInfo.InvariantCulture));
        }

        return table;
    }

    private static bool IsTimed(JsonElement mode) =>
        mode.GetProperty("link") is { ValueKind: JsonValueKind.Object } use && use.GetProperty("seconds_per_round").ValueKind == JsonValueKind.Number;

    private static string Asked(JsonElement asked)
    {
        string up = Direction(asked.GetProperty("up"));
        string down = Direction(asked.GetProperty("down"));
        return up == down ? $"{up} each way" : $"up {up}; down {down}";
    }

    private static string Direction(JsonElement direction)
    {
        string delay = string.Create(CultureInfo.InvariantCulture, $"{direction.GetProperty("delay_ms").GetDouble():0.###} ms");
        double jitter = direction.GetProperty("jitter_ms").GetDouble();
        string varies = jitter > 0 ? string.Create(CultureInfo.InvariantCulture, $" ± {jitter:0.###} ms") : string.Empty;
        JsonElement rate = direction.GetProperty("rate_bps");
        return $"{delay}{varies}, {(rate.ValueKind == JsonValueKind.Null ? "any rate" : Rate(rate.GetDouble(), "0.###"))}";
    }

    private static string Measured(JsonElement measured)
    {
        if (measured.ValueKind == JsonValueKind.Null)
        {
            return "not";
        }

        JsonElement rtt = measured.GetProperty("rtt_ms");
        JsonElement bytes = measured.GetProperty("socket_bytes");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"round trip {rtt.GetProperty("median").GetDouble():F1} ms (least {rtt.GetProperty("min").GetDouble():F1}, {rtt.GetProperty("echoes").GetInt32()} echoes), up {Rate(measured.GetProperty("up_bps"))}, down {Rate(measured.GetProperty("down_bps"))}; the probe's own {bytes.GetProperty("alice_to_bob").GetInt64() + bytes.GetProperty("bob_to_alice").GetInt64():N0} socket bytes are in no mode's account");
    }

    private static string Rate(JsonElement rate) => rate.ValueKind == JsonValueKind.Number ? Rate(rate.GetDouble(), "F3") : "–";

    private static string Rate(double bitsPerSecond, string format)
    {
        (double size, string unit) = bitsPerSecond switch
        {
            >= 1e9 => (1e9, "Gbit/s"),
            >= 1e6 => (1e6, "Mbit/s"),
            _ => (1e3, "kbit/s"),
        };
        return $"{(bitsPerSecond / size).ToString(format, CultureInfo.InvariantCulture)} {unit}";
    }

    private static string Time(JsonElement seconds) =>
        seconds.ValueKind == JsonValueKind.Number ? string.Create(CultureInfo.InvariantCulture, $"{seconds.GetDouble() * 1e6:N1} µs") : "–";

    private static string Share(JsonElement share) =>
        share.ValueKind == JsonValueKind.Number ? string.Create(CultureInfo.InvariantCulture, $"{share.GetDouble() * 100:F1} %") : "–";
}
