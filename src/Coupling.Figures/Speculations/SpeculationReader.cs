using System.Text.Json;

namespace Coupling.Figures.Speculations;

/// <summary>Reads texts out of results of schema coupling.speculation/1.</summary>
public static class SpeculationReader
{
    private static readonly string[] FromBestToWorst = ["valid", "inconclusive", "invalid"];

    /// <param name="results">At least one, each with its link in the user's words.</param>
    /// <exception cref="InvalidDataException">One of them is no such result.</exception>
    public static SpeculationSet Read(IReadOnlyList<(string Link, ReadOnlyMemory<byte> Json)> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        try
        {
            JsonElement[] documents = [.. results.Select(result => JsonElement.Parse(result.Json.Span))];
            JsonElement first = documents[0];
            JsonElement plan = first.GetProperty("plan");
            return new SpeculationSet(
                first.GetProperty("run_id").GetString()!,
                documents.Select(document => document.GetProperty("verdict").GetString()!).MaxBy(verdict => Array.IndexOf(FromBestToWorst, verdict))!,
                Model(first, "target"),
                Model(first, "drafter"),
                first.GetProperty("vocabulary").GetProperty("size").GetInt32(),
                plan.GetProperty("tokens").GetInt64(),
                plan.GetProperty("prompt_tokens").GetArrayLength(),
                plan.GetProperty("seed").GetUInt64(),
                [.. results.Zip(documents).SelectMany(pair => Points(pair.First.Link, pair.Second))]);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"result.json: it cannot be read: {fault.Message}", fault);
        }
    }

    private static IEnumerable<SpeculationPoint> Points(string link, JsonElement document)
    {
        (double? rate, double delay) = Shape(document.GetProperty("link"));
        return document.GetProperty("texts").EnumerateArray().Select(text => Point(text) with { Link = link, LinkRate = rate, LinkDelay = delay });
    }

    private static (double? Rate, double Delay) Shape(JsonElement link)
    {
        if (link.ValueKind == JsonValueKind.Null)
        {
            return (null, 0);
        }

        JsonElement asked = link.GetProperty("asked");
        return (
            Number(asked.GetProperty("up"), "rate_bps"),
            asked.GetProperty("up").GetProperty("delay_ms").GetDouble() + asked.GetProperty("down").GetProperty("delay_ms").GetDouble());
    }

    private static SpeculationPoint Point(JsonElement text)
    {
        JsonElement interval = text.GetProperty("acceptance_interval");
        JsonElement perToken = text.GetProperty("bits_per_token");
        return new SpeculationPoint
        {
            Link = string.Empty,
            Scheme = text.GetProperty("scheme").GetString()!,
            Gamma = text.GetProperty("gamma").GetInt32(),
            Verdict = text.GetProperty("verdict").GetString()!,
            Findings = [.. text.GetProperty("findings").EnumerateArray().Select(finding => finding.GetString()!)],
            IsExact = text.GetProperty("exactness").GetProperty("exact").GetBoolean(),
            Law = text.GetProperty("exactness").GetProperty("law").GetString()!,
            AloneFrom = text.GetProperty("alone_from") is { ValueKind: JsonValueKind.Number } alone ? alone.GetInt64() : null,
            Tokens = text.GetProperty("tokens").GetInt64(),
            Passes = text.GetProperty("passes").GetInt64(),
            BlockEfficiency = Number(text, "block_efficiency"),
            Acceptance = Number(text, "acceptance"),
            AcceptanceLow = interval.ValueKind == JsonValueKind.Null ? null : Number(interval, "low"),
            AcceptanceHigh = interval.ValueKind == JsonValueKind.Null ? null : Number(interval, "high"),
            AcceptanceExact = Number(text, "acceptance_exact"),
            AcceptancePValue = Number(text, "acceptance_p_value"),
            TokensPerSecond = Number(text, "tokens_per_second"),
            BitsPerTokenUp = perToken.ValueKind == JsonValueKind.Null ? null : Number(perToken, "up"),
            BitsPerTokenDown = perToken.ValueKind == JsonValueKind.Null ? null : Number(perToken, "down"),
            BitsPerDraftTokenUp = Number(text, "bits_per_draft_token_up"),
            StatedBitsPerDraftToken = Number(text, "stated_bits_per_draft_token"),
            MessageBytes = BothWays(text, "message_bytes"),
            SocketBytes = BothWays(text, "socket_bytes"),
            Turns = text.GetProperty("turns").GetInt64(),
            TextHash = text.GetProperty("text_hash").GetString()!,
        };
    }

    private static long BothWays(JsonElement text, string meter)
    {
        JsonElement rounds = text.GetProperty(meter).GetProperty("rounds");
        return rounds.GetProperty("alice_to_bob").GetInt64() + rounds.GetProperty("bob_to_alice").GetInt64();
    }

    private static string Model(JsonElement document, string role) => document.GetProperty("models").GetProperty(role).GetString() ?? "not shown";

    private static double? Number(JsonElement element, string name) =>
        element.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
}
