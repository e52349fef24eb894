using System.Diagnostics;
using System.Diagnostics.Metrics;
using Coupling.Wire.Plans;
using Coupling.Wire.Security;
using Coupling.Wire.Telemetry;

namespace Coupling.Coordination.Telemetry;

/// <summary>What a coordinator measures (docs/telemetry.md). Where nobody listens, nothing is measured.</summary>
internal static class CoordinatorInstruments
{
    private static readonly Meter Meter = new(TelemetryName.OfScope(PeerRole.Coordinator), ProductVersion.Text);

    public static ActivitySource Source { get; } = new(TelemetryName.OfScope(PeerRole.Coordinator), ProductVersion.Text);

    /// <summary>By mode.</summary>
    public static Counter<long> Rounds { get; } = Meter.CreateCounter<long>("coupling.rounds", "{round}", "Committed rounds.");

    /// <summary>By mode.</summary>
    public static Counter<long> Agreements { get; } =
        Meter.CreateCounter<long>("coupling.agreements", "{round}", "Committed rounds in which both samples were equal.");

    /// <summary>By mode, edge, phase and layer.</summary>
    public static Counter<long> Bits { get; } = Meter.CreateCounter<long>(
        "coupling.bits", "{bit}", "Bits between Alice and Bob as they are booked. Layers are the same traffic, counted differently: never add them up.");

    /// <summary>By verdict.</summary>
    public static Counter<long> Runs { get; } = Meter.CreateCounter<long>("coupling.runs", "{run}", "Runs that have ended.");
}
