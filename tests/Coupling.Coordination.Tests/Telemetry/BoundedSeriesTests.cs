using System.Net;
using Coupling.Coordination.Hosting;
using Coupling.Coordination.Telemetry;

namespace Coupling.Coordination.Tests.Telemetry;

/// <summary>A coordinator that is asked for ever new modes keeps so many series and no more, and loses no bit.</summary>
public class BoundedSeriesTests
{
    private const int Bound = 8192;

    [Fact]
    public async Task Series_beyond_the_bound_are_summed_up_in_one()
    {
        string name = $"many-{Guid.NewGuid():N}";
        await using RunningCoordinator coordinator = await CoordinatorHost.StartAsync(new CoordinatorOptions { Metrics = new IPEndPoint(IPAddress.Loopback, 0) });
        for (int mode = 0; mode < Bound + 1000; mode++)
        {
            CoordinatorInstruments.Bits.Add(3, new("mode", $"{name}-{mode}"), new("edge", "alice_to_bob"));
        }

        using var client = new HttpClient();
        string[] lines = (await client.GetStringAsync($"http://{coordinator.Metrics}/metrics")).Split('\n');
        string[] series = [.. lines.Where(line => line.StartsWith("coupling_bits_total{", StringComparison.Ordinal))];
        Assert.InRange(series.Length, Bound - 100, Bound + 1);
        string overflow = Assert.Single(series, line => line.Contains("otel_metric_overflow=\"true\"", StringComparison.Ordinal));
        long summed = 3 * series.Count(line => line.Contains(name, StringComparison.Ordinal));

        // Other tests of this process may add to what is beyond, too.
        Assert.InRange(long.Parse(overflow.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), (3 * (Bound + 1000)) - summed, long.MaxValue);
    }
}
