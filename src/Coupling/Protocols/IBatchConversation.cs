using Coupling.Bits;
using Coupling.Lockstep;
using Coupling.Sampling;

namespace Coupling.Protocols;

/// <summary>
/// One party's side of a mode whose units are single rounds that keep step with each other: it holds all rounds of a batch in one
/// conversation, turn by turn. On the wire it is, bit by bit, what the same rounds say in <see cref="Lockstep.Lockstep"/>, each by
/// itself; but the thousands of rounds of a batch need no suspended method each.
/// </summary>
public interface IBatchConversation : IConversation
{
    /// <summary>Conducts the rounds of a batch and fills their samples. It waits for nothing but the wire.</summary>
    /// <param name="rounds">The rounds; the place of one among them is its unit on the wire.</param>
    /// <param name="samples">This party's samples, to be filled; one per round.</param>
    /// <param name="wire">The wire of all of them.</param>
    ValueTask ConverseAsync(RoundRange rounds, Memory<int> samples, BatchWire wire);

    /// <summary>A round alone is a batch of one.</summary>
    ValueTask IConversation.ConverseAsync(Unit unit, IBitWire wire) =>
        ConverseAsync(unit.Rounds, unit.Samples, new BatchWire(unit.Rounds.Count, wire));
}
