using Coupling.Bits;
using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Protocols;

namespace Coupling.Speculation;

/// <summary>
/// `invariant:index`: `invariant:gumbel`, but a draft is told by its rank in the race of a cheap model that both parties have.
/// docs/speculation/invariant-index.md.
/// </summary>
public sealed partial class IndexedScheme : SpeculativeScheme
{
    public override string Name => "invariant:index";

    public override string Coins => RaceItemV1.Name;

    public override Exactness Exactness => Exactness.Exact;

    public override bool IsInvariant => true;

    public override bool NeedsPrior => true;

    /// <exception cref="BadDataException">There is no prior.</exception>
    public override ISpeculator Open(SpeculationContext party)
    {
        ArgumentNullException.ThrowIfNull(party);
        IModelSession prior = party.Prior ?? throw new BadDataException(
            $"{Name}: it needs a cheap model that drafter and target both have");
        return party.Role == Role.Alice ? new Alice(party, prior) : new Bob(party, prior);
    }
}
