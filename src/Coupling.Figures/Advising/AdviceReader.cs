using System.Globalization;
using System.Text.Json;

namespace Coupling.Figures.Advising;

/// <summary>Reads what modes gave on a link out of result.json. A mode that hands Bob Alice's sample couples nothing, and is not looked at.</summary>
public static class AdviceReader
{
    /// <exception cref="InvalidDataException">It is no result, or none of its modes is valid.</exception>
    public static Advice Read(ReadOnlyMemory<byte> resultJson, AdviceWish wish)
    {
        ArgumentNullException.ThrowIfNull(wish);
        try
        {
            using var document = JsonDocument.Parse(resultJson);
            return Read(document.RootElement, wish);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"result.json: it cannot be read: {fault.Message}", fault);
        }
    }

    private static Advice Read(JsonElement result, AdviceWish wish)
    {
        JsonElement plan = result.GetProperty("plan");
        JsonElement[] modes = [.. result.GetProperty("modes").EnumerateArray()];
        JsonElement[] couplings = [.. modes.Where(mode => mode.GetProperty("bob_law").GetString() == "q")];
        JsonElement[] measured = [.. couplings.Where(IsMeasured)];
        IEnumerable<string> unreached = plan.GetProperty("modes").EnumerateArray().Select(mode => mode.GetString()!).Except(modes.Select(Name));
        UnmeasuredMode[] unmeasured =
        [
            .. couplings.Where(mode => !IsMeasured(mode)).Select(mode => Unmeasured(mode, plan)),
            .. unreached.Select(mode => new UnmeasuredMode(mode, "the run ended before it", IsTooSlow: false)),
        ];
        if (measured.Length == 0)
        {
            throw new InvalidDataException($"modes: none was measured{string.Concat(unmeasured.Select(mode => $"; {mode.Mode}: {mode.Reason}"))} (allowed: at least one valid mode that draws Bob's own law)");
        }

        bool isWorkload = Number(plan, "rows") > 1;
        JsonElement inputs = result.GetProperty("inputs");
        return new Advice(
            result.GetProperty("run_id").GetString()!,
            Spec(inputs, "alice"),
            Spec(inputs, "bob"),
            result.GetProperty("alphabet").GetProperty("size").GetInt32(),
            plan.GetProperty("seed").GetUInt64(),
            isWorkload ? plan.GetProperty("rounds_per_row").GetInt64() : null,
            Number(plan, "seconds"),
            Number(measured[0], "total_variation"),
            Number(measured[0], "optimum"),
            Link(result),
            [.. measured.Select(mode => Point(mode, isWorkload)).OrderByDescending(point => point.AgreedPerSecond)],
            unmeasured,
            wish);
    }

    private static AdvicePoint Point(JsonElement mode, bool isWorkload)
    {
        long rounds = mode.GetProperty("rounds").GetInt64();
        JsonElement interval = mode.GetProperty("interval");
        bool isSaidOnce = Total(mode.GetProperty("payload_bits"), "setup") > 0;

        // Results of earlier versions do not know of the link.
        JsonElement use = mode.TryGetProperty("link", out JsonElement link) && Number(link, "seconds_per_round") is not null ? link : default;
        double? sustained = Number(mode, "sustained_seconds_per_round");
        double setup = isSaidOnce ? (Number(use, "setup_seconds") ?? 0) / rounds : 0;
        return new AdvicePoint(
            Name(mode),
            rounds,
            mode.GetProperty("agreement").GetDouble(),
            interval.GetProperty("low").GetDouble(),
            interval.GetProperty("high").GetDouble(),
            Number(mode, "exact"),
            mode.GetProperty("payload_bits_per_round").GetDouble(),
            8.0 * (Total(mode.GetProperty("socket_bytes"), "setup") + Total(mode.GetProperty("socket_bytes"), "rounds")) / rounds,
            (sustained ?? Number(use, "seconds_per_round") ?? mode.GetProperty("seconds").GetDouble() / rounds) + setup)
        {
            IsSustained = sustained is not null,
            Predicted = Number(use, "predicted_seconds_per_round") is > 0 and var predicted ? predicted : null,
            Time = use.ValueKind == JsonValueKind.Undefined ? null : Time(mode, use),
            IsSaidOnce = isSaidOnce,
            NeedsPairToStay = !isWorkload && (isSaidOnce || mode.GetProperty("units").GetProperty("rounds").GetInt32() > 1),
        };
    }

    private static AdviceTime Time(JsonElement mode, JsonElement use)
    {
        JsonElement waiting = use.GetProperty("waiting_share");
        JsonElement used = use.GetProperty("used_share");
        return new AdviceTime(
            use.GetProperty("seconds_per_round").GetDouble(),
            waiting.GetProperty("alice").GetDouble(),
            waiting.GetProperty("bob").GetDouble(),
            Number(used, "alice_to_bob"),
            Number(used, "bob_to_alice"),
            Number(mode.GetProperty("turns"), "mean_per_batch") ?? 0);
    }

    private static UnmeasuredMode Unmeasured(JsonElement mode, JsonElement plan)
    {
        bool isTooSlow = mode.GetProperty("ended_by").GetString() == "link";
        string? finding = mode.GetProperty("findings").EnumerateArray().Select(text => text.GetString()).FirstOrDefault();
        return new UnmeasuredMode(
            Name(mode),
            isTooSlow
                ? string.Create(CultureInfo.InvariantCulture, $"its first round alone takes this link longer than {Number(plan, "seconds")} s, its time")
                : finding ?? string.Create(CultureInfo.InvariantCulture, $"{mode.GetProperty("verdict").GetString()}, after {mode.GetProperty("rounds").GetInt64():N0} rounds"),
            isTooSlow);
    }

    private static AdviceLink? Link(JsonElement result)
    {
        // Where there was no link, no shape was asked for.
        if (!result.TryGetProperty("link", out JsonElement link) || link.ValueKind == JsonValueKind.Null
            || link.GetProperty("asked") is not { ValueKind: JsonValueKind.Object } asked)
        {
            return null;
        }

        JsonElement measured = link.GetProperty("measured");
        return new AdviceLink(
            Direction(asked.GetProperty("up")),
            Direction(asked.GetProperty("down")),
            measured.ValueKind == JsonValueKind.Null
                ? null
                : new AdviceMeasure(measured.GetProperty("rtt_ms").GetProperty("median").GetDouble(), Number(measured, "up_bps"), Number(measured, "down_bps")));
    }

    private static AdviceDirection Direction(JsonElement direction) =>
        new(direction.GetProperty("delay_ms").GetDouble(), direction.GetProperty("jitter_ms").GetDouble(), Number(direction, "rate_bps"));

    private static bool IsMeasured(JsonElement mode) => mode.GetProperty("verdict").GetString() == "valid" && mode.GetProperty("rounds").GetInt64() > 0;

    private static string Name(JsonElement mode) => mode.GetProperty("mode").GetString()!;

    private static string Spec(JsonElement inputs, string party) =>
        inputs.GetProperty(party) is { ValueKind: JsonValueKind.Object } input ? input.GetProperty("spec").GetString()! : "not disclosed";

    /// <summary>Both directions of a phase.</summary>
    private static double Total(JsonElement phases, string phase) => phases.GetProperty(phase).EnumerateObject().Sum(direction => direction.Value.GetDouble());

    /// <summary>Null where it is not known, or the version that wrote it did not know of it.</summary>
    private static double? Number(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement field) && field.ValueKind == JsonValueKind.Number ? field.GetDouble() : null;
}
