using System.Diagnostics;
using System.Diagnostics.Metrics;
using Coupling.Protocols;
using Coupling.Wire.Plans;
using Coupling.Wire.Security;
using Coupling.Wire.Telemetry;

namespace Coupling.Party.Telemetry;

/// <summary>What a party measures (docs/telemetry.md). Where nobody listens, nothing is measured.</summary>
internal sealed class PartyInstruments
{
    /// <summary>Seconds: a batch of a silent mode takes a fraction of a millisecond, one on a slow link many seconds.</summary>
    private static readonly double[] Boundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private static readonly PartyInstruments Alice = new(PeerRole.Alice);
    private static readonly PartyInstruments Bob = new(PeerRole.Bob);

    private readonly PeerRole role;
    private readonly Histogram<double> batchSeconds;

    private PartyInstruments(PeerRole role)
    {
        this.role = role;
        Source = new ActivitySource(TelemetryName.OfScope(role), ProductVersion.Text);
        batchSeconds = new Meter(TelemetryName.OfScope(role), ProductVersion.Text).CreateHistogram(
            "coupling.batch.duration", "s", "From a batch's beginning at a party to its end, waiting included.",
            tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = Boundaries });
    }

    public ActivitySource Source { get; }

    public static PartyInstruments Of(Role role) => role == Role.Alice ? Alice : Bob;

    /// <summary>Of a batch that has been conducted to its end, whether it is committed or not.</summary>
    /// <param name="mode">Its name.</param>
    /// <param name="begun">By <see cref="Stopwatch.GetTimestamp"/>.</param>
    public void BatchEnded(string mode, long begun) => batchSeconds.Record(
        Stopwatch.GetElapsedTime(begun).TotalSeconds, new("mode", mode), new("role", RoleName.Text(role)));
}
