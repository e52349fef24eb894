using System.Diagnostics.Metrics;
using Coupling.Wire.Security;
using Coupling.Wire.Telemetry;

namespace Coupling.Coordination.Tests.Telemetry;

/// <summary>What a coordinator's counters were told of one mode: sums by name and, in the order of their labels' names, the labels.</summary>
internal sealed class ToldCounters : IDisposable
{
    private readonly MeterListener listener = new();

    public ToldCounters()
    {
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Name == TelemetryName.OfScope(PeerRole.Coordinator))
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, amount, tags, _) => Add(instrument.Name, amount, tags.ToArray()));
        listener.Start();
    }

    /// <summary>A name that no other test has.</summary>
    public string Mode { get; } = $"test-{Guid.NewGuid():N}";

    public SortedDictionary<string, long> Values { get; } = [];

    public void Dispose() => listener.Dispose();

    private void Add(string name, long amount, KeyValuePair<string, object?>[] tags)
    {
        Assert.True(amount >= 0, $"{name}: {amount}");
        if (amount > 0 && tags.Any(tag => tag is { Key: "mode", Value: string mode } && mode == Mode))
        {
            string series = string.Join(' ', tags.Where(tag => tag.Key != "mode").OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => tag.Value).Prepend(name));
            Values[series] = Values.GetValueOrDefault(series) + amount;
        }
    }
}
