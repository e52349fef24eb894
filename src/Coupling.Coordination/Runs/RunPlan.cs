using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Wire.V1;
using Google.Protobuf;

namespace Coupling.Coordination.Runs;

/// <summary>The public plan that both parties have taken, and its modes.</summary>
internal sealed record RunPlan(PublicPlan Public, ByteString Hash, IReadOnlyList<Protocol> Protocols)
{
    /// <summary>Bytes of payload at which a mode ends; null where the rounds were asked for, and their payload was found small enough.</summary>
    public ulong? PayloadLimit { get; init; }

    /// <summary>Where time is limited: a mode goes on until so many times what may be under way is committed, if that is not much longer. 0: no.</summary>
    public int Generations { get; init; }

    /// <summary>The prior that both parties share; null if no mode needs one.</summary>
    public Row? Prior { get; init; }

    /// <summary>Whether single rounds are kept, and what they are written to.</summary>
    public RoundsFormat KeepRounds { get; init; }
}
