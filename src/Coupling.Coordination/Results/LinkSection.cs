using System.Text.Json.Serialization;
using Coupling.Coordination.Ledgers;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Results;

/// <summary>What the link was asked to do to what passes, and what it was measured to do before the first mode that speaks.</summary>
/// <param name="Off">There was none.</param>
/// <param name="Asked">Null without a shape.</param>
/// <param name="Measured">Null if it was not measured.</param>
internal sealed record LinkSection(bool Off, AskedLinkSection? Asked, MeasuredLinkSection? Measured)
{
    /// <summary>Null for a link without a shape.</summary>
    public static LinkSection? Of(bool off, LinkShaping? shaping, ProbeLinkReply? probe) => off || shaping is not null
        ? new LinkSection(off, AskedLinkSection.Of(shaping), MeasuredLinkSection.Of(probe))
        : null;
}

internal sealed record AskedLinkSection(AskedDirectionSection Up, AskedDirectionSection Down)
{
    public static AskedLinkSection? Of(LinkShaping? shaping) => shaping is null
        ? null
        : new AskedLinkSection(AskedDirectionSection.Of(shaping.Up), AskedDirectionSection.Of(shaping.Down));
}

/// <summary>One direction; no rate is null.</summary>
internal sealed record AskedDirectionSection(double DelayMs, double JitterMs, ulong? RateBps)
{
    public static AskedDirectionSection Of(DirectionShaping direction) =>
        new(direction.DelayUs / 1000.0, direction.JitterUs / 1000.0, direction.RateBps == 0 ? null : direction.RateBps);
}

internal sealed record MeasuredLinkSection(RttSection RttMs, double? UpBps, double? DownBps, Directions SocketBytes)
{
    public static MeasuredLinkSection? Of(ProbeLinkReply? probe) => probe is null || probe.EchoMs.Count == 0
        ? null
        : new MeasuredLinkSection(
            RttSection.Of([.. probe.EchoMs]),
            BitsPerSecond(probe.Up),
            BitsPerSecond(probe.Down),
            new Directions((long)probe.SocketBytesSent, (long)probe.SocketBytesReceived));

    private static double? BitsPerSecond(ProbeRate? rate) => rate is { Seconds: > 0 } ? rate.SocketBytes * 8.0 / rate.Seconds : null;
}

/// <summary>Of echoes between Alice and Bob themselves.</summary>
internal sealed record RttSection(double Min, double Median, int Echoes)
{
    public static RttSection Of(double[] echoes)
    {
        Array.Sort(echoes);
        int middle = echoes.Length / 2;
        double median = echoes.Length % 2 == 1 ? echoes[middle] : (echoes[middle - 1] + echoes[middle]) / 2;
        return new RttSection(echoes[0], median, echoes.Length);
    }
}

/// <summary>How a mode's rounds used the link; predicted and used are null where it has no shape, all but the batches before a phase of rounds has ended.</summary>
internal sealed record ModeLinkSection(
    double RoundsSeconds,
    int InFlight,
    double? SecondsPerRound,
    double? SetupSeconds,
    double? PredictedSecondsPerRound,
    WaitingSection? WaitingShare,
    UsedSection? UsedShare);

/// <summary>Shares of the rounds phase, 0..1.</summary>
internal sealed record WaitingSection(double Alice, double Bob);

/// <summary>Socket bits over what the rate carries in the time of the rounds, 0..1; null without a rate.</summary>
internal sealed record UsedSection(
    [property: JsonPropertyName("alice_to_bob")] double? Up, [property: JsonPropertyName("bob_to_alice")] double? Down);
