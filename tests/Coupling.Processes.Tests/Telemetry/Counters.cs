using System.Text.Json;
using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Telemetry;

/// <summary>What counters say, by `name{label=value,…}`; labels in the order of the alphabet, counters at 0 left out.</summary>
internal sealed class Counters
{
    private readonly SortedDictionary<string, long> values = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Values => values;

    public long this[string series] => values.GetValueOrDefault(series);

    /// <summary>What the counters of the coordinator must say after these runs.</summary>
    public static Counters Of(params JsonElement[] results)
    {
        var counters = new Counters();
        foreach (JsonElement result in results)
        {
            counters.Add("coupling.runs", [("verdict", result.Text("verdict"))], 1);
            foreach (JsonElement mode in result.Modes())
            {
                (string, string) name = ("mode", mode.Text("mode"));
                counters.Add("coupling.rounds", [name], mode.Count("rounds"));
                counters.Add("coupling.agreements", [name], mode.Count("agreements"));
                counters.AddBits(mode, name, "payload", "payload_bits", 1);
                counters.AddBits(mode, name, "message", "message_bytes", 8);
                counters.AddBits(mode, name, "socket", "socket_bytes", 8);
            }
        }

        return counters;
    }

    public static string Series(string name, IEnumerable<(string Name, string Value)> labels) =>
        $"{name}{{{string.Join(',', labels.OrderBy(label => label.Name, StringComparer.Ordinal).Select(label => $"{label.Name}={label.Value}"))}}}";

    public void Add(string name, IEnumerable<(string Name, string Value)> labels, long value)
    {
        if (value != 0)
        {
            string series = Series(name, labels);
            values[series] = values.GetValueOrDefault(series) + value;
        }
    }

    public void Add(Counters other)
    {
        foreach ((string series, long value) in other.values)
        {
            values[series] = values.GetValueOrDefault(series) + value;
        }
    }

    /// <summary>Every series that the two do not have alike; null if there is none.</summary>
    public string? Difference(Counters other)
    {
        string[] lines =
        [
            .. values.Keys.Union(other.values.Keys).Order(StringComparer.Ordinal)
                .Where(series => this[series] != other[series])
                .Select(series => $"{series}: {this[series]} / {other[series]}"),
        ];
        return lines.Length == 0 ? null : string.Join('\n', lines);
    }

    private void AddBits(JsonElement mode, (string, string) name, string layer, string meter, int bits)
    {
        foreach (string phase in ResultReading.Phases)
        {
            foreach (string edge in ResultReading.Directions)
            {
                Add("coupling.bits", [name, ("layer", layer), ("phase", phase), ("edge", edge)], bits * mode.Count(meter, phase, edge));
            }
        }
    }
}
