using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Coupling.Wire.Telemetry;

/// <summary>What the services measure of themselves (docs/telemetry.md). Nobody pays for what nobody listens to.</summary>
public static class Instruments
{
    /// <summary>The name of the meter and of the source of spans.</summary>
    public const string Name = "Coupling";

    private static readonly Meter Meter = new(Name);

    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Committed rounds, by mode.</summary>
    public static Counter<long> Rounds { get; } = Meter.CreateCounter<long>("coupling.rounds", "{round}", "Committed rounds.");

    /// <summary>Committed rounds in which both samples were equal, by mode.</summary>
    public static Counter<long> Agreements { get; } =
        Meter.CreateCounter<long>("coupling.agreements", "{round}", "Committed rounds in which both samples were equal.");

    /// <summary>Bits between Alice and Bob as they are booked, by mode, edge, phase and layer.</summary>
    public static Counter<long> Traffic { get; } =
        Meter.CreateCounter<long>("coupling.traffic", "bit", "Bits between Alice and Bob, as they are booked: payload, messages or socket, never to be added up.");

    /// <summary>Runs that have ended, by verdict.</summary>
    public static Counter<long> Runs { get; } = Meter.CreateCounter<long>("coupling.runs", "{run}", "Runs that have ended.");

    /// <summary>From a batch's beginning to its end at one party, by mode and role.</summary>
    public static Histogram<double> BatchSeconds { get; } =
        Meter.CreateHistogram<double>("coupling.batch.duration", "s", "From a batch's beginning at a party to its end.");
}
