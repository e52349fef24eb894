using System.Text.Json;
using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Captures;

/// <summary>Compares what was captured with what the socket meters of a result say.</summary>
internal static class LegWitness
{
    /// <summary>Every meter of every mode that differs from the packets, in words; none if they agree to the byte.</summary>
    public static IReadOnlyList<string> Differences(JsonElement result, IReadOnlyList<Segment> segments)
    {
        ILookup<(string From, string To), Segment> byEnds = segments.ToLookup(segment => (segment.From, segment.To));
        return [.. result.Modes().SelectMany(mode => OfMode(mode, byEnds)), .. Unknown(result, segments)];
    }

    private static IEnumerable<string> OfMode(JsonElement mode, ILookup<(string From, string To), Segment> byEnds)
    {
        var captured = new Dictionary<string, long>();
        foreach (JsonElement leg in mode.GetProperty("legs").EnumerateArray())
        {
            (string name, string from, string to) = (leg.Text("leg"), leg.Text("from"), leg.Text("to"));
            foreach ((string direction, IEnumerable<Segment> sent) in new[] { ("alice_to_bob", byEnds[(from, to)]), ("bob_to_alice", byEnds[(to, from)]) })
            {
                string where = $"{mode.Text("mode")}, {name}, {direction}";
                var bytes = CapturedBytes.Of(sent);
                if (bytes.Missing is not 0)
                {
                    yield return $"{where}: the capture lacks {bytes.Missing?.ToString() ?? "the end of the stream and perhaps more"}";
                }

                if (sent.Select(segment => segment.Stream).Distinct().Count() > 1)
                {
                    yield return $"{where}: more than one connection between {from} and {to}";
                }

                captured[$"{leg.Count("attempt")} {name} {direction}"] = bytes.Bytes;
            }
        }

        foreach (string direction in ResultReading.Directions)
        {
            foreach (string leg in new[] { "alice-link", "link-bob" })
            {
                long packets = captured.Where(entry => entry.Key.EndsWith($"{leg} {direction}", StringComparison.Ordinal)).Sum(entry => entry.Value);
                long meter = ResultReading.Phases.Sum(phase => mode.Count("socket_bytes", phase, direction));
                if (packets != meter)
                {
                    yield return $"{mode.Text("mode")}, {leg}, {direction}: socket_bytes {meter}, packets {packets}";
                }
            }
        }

        foreach (JsonElement witness in mode.GetProperty("witnesses").EnumerateArray().Where(IsLast))
        {
            foreach (JsonProperty count in witness.GetProperty("counts").EnumerateObject())
            {
                string direction = witness.Text("what").Split(' ')[1];
                string leg = LegOf(count.Name, direction);
                long? packets = captured.TryGetValue($"{witness.Count("attempt")} {leg} {direction}", out long bytes) ? bytes : null;
                if (packets != count.Value.GetInt64())
                {
                    yield return $"{mode.Text("mode")}, {leg}, {direction}: {count.Name} {count.Value}, packets {packets}";
                }
            }
        }
    }

    /// <summary>At the end of an attempt: all that its connection has carried.</summary>
    private static bool IsLast(JsonElement witness) =>
        witness.Text("phase") == "teardown" && witness.Text("what").StartsWith("socket_bytes ", StringComparison.Ordinal)
        && !witness.Text("what").Contains("kernel", StringComparison.Ordinal);

    private static string LegOf(string witness, string direction) => witness switch
    {
        "alice_sent" or "alice_received" => "alice-link",
        "bob_sent" or "bob_received" => "link-bob",
        "link_in" => direction == "alice_to_bob" ? "alice-link" : "link-bob",
        "link_out" => direction == "alice_to_bob" ? "link-bob" : "alice-link",
        _ => throw new InvalidOperationException($"{witness} stands on no leg"),
    };

    /// <summary>Connections to the link or to Bob's wire that no mode tells of.</summary>
    private static IEnumerable<string> Unknown(JsonElement result, IReadOnlyList<Segment> segments)
    {
        JsonElement[] legs = [.. result.Modes().SelectMany(mode => mode.GetProperty("legs").EnumerateArray())];
        HashSet<(string, string)> told = [.. legs.Select(leg => (leg.Text("from"), leg.Text("to")))];
        HashSet<string> listening = [.. legs.Select(leg => leg.Text("to"))];
        return segments
            .Where(segment => segment.Opens && listening.Contains(segment.To) && !told.Contains((segment.From, segment.To)))
            .Select(segment => $"no mode tells of the connection from {segment.From} to {segment.To}");
    }
}
