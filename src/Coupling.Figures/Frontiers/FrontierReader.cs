using System.Text.Json;

namespace Coupling.Figures.Frontiers;

/// <summary>Reads a frontier out of result.json. A mode that hands Bob Alice's sample couples nothing, and is no point of it.</summary>
public static class FrontierReader
{
    /// <exception cref="InvalidDataException">It is no result, or has no mode that says nothing.</exception>
    public static Frontier Read(ReadOnlyMemory<byte> resultJson)
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

    private static Frontier Read(JsonElement result)
    {
        JsonElement[] modes = [.. result.GetProperty("modes").EnumerateArray().Where(mode => mode.GetProperty("rounds").GetInt64() > 0 && mode.GetProperty("bob_law").GetString() == "q")];
        FrontierPoint[] points = [.. modes.Select(Point).OrderBy(point => point.BitsPerRound).ThenBy(point => point.Level)];
        FrontierPoint[] perRound = [.. points.Where(point => !point.IsAmortised)];
        if (!perRound.Any(point => point.BitsPerRound == 0))
        {
            throw new InvalidDataException("modes: none of them says nothing (allowed: at least one silent mode, such as gumbel, that did a round)");
        }

        JsonElement inputs = result.GetProperty("inputs");
        return new Frontier(
            result.GetProperty("run_id").GetString()!,
            Spec(inputs, "alice"),
            Spec(inputs, "bob"),
            result.GetProperty("alphabet").GetProperty("size").GetInt32(),
            result.GetProperty("plan").GetProperty("seed").GetUInt64(),
            Number(modes[0], "total_variation"),
            Number(modes[0], "floor"),
            Number(modes[0], "optimum"),
            points,
            UpperHull.Of(perRound));
    }

    private static FrontierPoint Point(JsonElement mode)
    {
        JsonElement interval = mode.GetProperty("interval");
        JsonElement setup = mode.GetProperty("payload_bits").GetProperty("setup");
        return new FrontierPoint(
            mode.GetProperty("mode").GetString()!,
            mode.GetProperty("rounds").GetInt64(),
            mode.GetProperty("payload_bits_per_round").GetDouble(),
            mode.GetProperty("agreement").GetDouble(),
            interval.GetProperty("low").GetDouble(),
            interval.GetProperty("high").GetDouble(),
            Number(mode, "exact"),
            setup.GetProperty("alice_to_bob").GetInt64() + setup.GetProperty("bob_to_alice").GetInt64() > 0);
    }

    private static string Spec(JsonElement inputs, string party) =>
        inputs.GetProperty(party) is { ValueKind: JsonValueKind.Object } input ? input.GetProperty("spec").GetString()! : "not disclosed";

    private static double? Number(JsonElement element, string name) =>
        element.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
}
