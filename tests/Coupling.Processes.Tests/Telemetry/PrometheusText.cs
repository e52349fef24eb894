using System.Globalization;
using System.Text.RegularExpressions;

namespace Coupling.Processes.Tests.Telemetry;

/// <summary>What a scrape says, read by the text format of Prometheus, not by what wrote it.</summary>
internal sealed partial class PrometheusText
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["coupling_rounds_total"] = "coupling.rounds",
        ["coupling_agreements_total"] = "coupling.agreements",
        ["coupling_bits_total"] = "coupling.bits",
        ["coupling_runs_total"] = "coupling.runs",
    };

    private readonly Dictionary<string, double> others = [];

    private PrometheusText(string text)
    {
        Families = [.. text.Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).Where(name => name != "target_info")];
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'))
        {
            Match sample = Sample().Match(line);
            Assert.True(sample.Success, line);
            string name = sample.Groups["name"].Value;
            double value = double.Parse(sample.Groups["value"].Value, CultureInfo.InvariantCulture);
            (string Name, string Value)[] labels = [.. Label().Matches(sample.Groups["labels"].Value).Select(label => (label.Groups[1].Value, label.Groups[2].Value))];
            if (name == "target_info")
            {
                Target = labels.ToDictionary(label => label.Name, label => label.Value);
            }
            else if (Names.TryGetValue(name, out string? counter))
            {
                Counters.Add(counter, labels, (long)value);
            }
            else
            {
                others[Telemetry.Counters.Series(name, labels)] = value;
            }
        }
    }

    public Counters Counters { get; } = new();

    /// <summary>The names of what is measured.</summary>
    public IReadOnlyList<string> Families { get; }

    /// <summary>Every other sample, by `name{label=value,…}`.</summary>
    public IReadOnlyDictionary<string, double> Others => others;

    /// <summary>What the process says of itself.</summary>
    public IReadOnlyDictionary<string, string> Target { get; } = new Dictionary<string, string>();

    public static async Task<PrometheusText> GetAsync(HttpClient client, string url) => new(await client.GetStringAsync(url));

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>.*)\})? (?<value>\S+)( \d+)?$""")]
    private static partial Regex Sample();

    [GeneratedRegex("""(\w+)="([^"\\]*)",?""")]
    private static partial Regex Label();
}
