using Coupling.Figures.Drawing;

namespace Coupling.Figures.Advising;

/// <summary>A mode as it was measured on a link.</summary>
/// <param name="Mode">Its name.</param>
/// <param name="Rounds">T: rounds measured.</param>
/// <param name="Agreement">Share of rounds with a = b.</param>
/// <param name="Low">Lower end of its 99 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Exact">Pr[a = b] by the closed form; null where there is none.</param>
/// <param name="PayloadBits">Payload bits per round, both directions, setup included.</param>
/// <param name="SocketBits">Bits per round that crossed the sockets, both directions, setup included; without handshake and end of the connection, which are said once.</param>
/// <param name="Seconds">Time per round, setup included.</param>
public sealed record AdvicePoint(
    string Mode, long Rounds, double Agreement, double Low, double High, double? Exact, double PayloadBits, double SocketBits, double Seconds)
{
    /// <summary>Whether <see cref="Seconds"/> is of the time in which as many batches were under way as may be; else its beginning and its end are in it.</summary>
    public bool IsSustained { get; init; } = true;

    /// <summary>Time per round of the link alone; null without a shape, and where nothing is said.</summary>
    public double? Predicted { get; init; }

    /// <summary>What its time is made of; null where nothing is said, or not known.</summary>
    public AdviceTime? Time { get; init; }

    /// <summary>Whether it says something once for all rounds: what it costs per round then shrinks with T.</summary>
    public bool IsSaidOnce { get; init; }

    /// <summary>Whether it is what it is only where the pair stays: it says something once, or conducts rounds by groups that share a pair.</summary>
    public bool NeedsPairToStay { get; init; }

    /// <summary>The closed form where there is one, since noise makes no rank; else what was measured.</summary>
    public double Level => Exact ?? Agreement;

    /// <summary>Rounds per second.</summary>
    public double RoundsPerSecond => 1 / Seconds;

    /// <summary>Agreed samples per second: what all is ranked by.</summary>
    public double AgreedPerSecond => Level / Seconds;

    /// <summary>The same if neither party took any time; null where that is no limit, or not known.</summary>
    public double? PredictedAgreedPerSecond => Level / Predicted;

    /// <summary>Whether not a bit crossed.</summary>
    public bool IsSilent => SocketBits == 0;

    /// <summary>Agreed samples per socket bit; null for a silent mode, which no number of bits can be compared with.</summary>
    public double? AgreedPerBit => IsSilent ? null : Level / SocketBits;

    /// <summary>What keeps it from more rounds per second.</summary>
    public AdviceLimit Limit => Time?.Limit(Predicted) ?? AdviceLimit.Parties;

    /// <summary>The mode without its parameters.</summary>
    public string Family => ModeName.Family(Mode);

    /// <summary>Its parameters; empty if it has none.</summary>
    public string Parameters => ModeName.Parameters(Mode);
}
