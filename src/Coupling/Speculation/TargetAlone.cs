using Coupling.Bits;
using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Speculation;

/// <summary>`none`: the target decodes alone, by the race of each position. docs/speculation/none.md.</summary>
public sealed class TargetAlone : SpeculativeScheme
{
    public override string Name => "none";

    public override string Coins => RaceItemV1.Name;

    public override Exactness Exactness => Exactness.Exact;

    public override bool IsInvariant => true;

    public override bool HasDrafter => false;

    public override SpeculativeScheme Alone => this;

    public override ISpeculator Open(SpeculationContext party) => new Target(party);

    private sealed class Target(SpeculationContext party) : ISpeculator
    {
        public ValueTask<Pass> ConductAsync(long position, int drafts, IBitWire wire)
        {
            // 1. The token is the first of the race of its position.
            int token = new RaceSampler(new ConstantRows(party.Session.NextRow()), party.Public).Sample(position);
            party.Session.Append([token]);
            return ValueTask.FromResult(new Pass(Drafted: 0, Accepted: 0, [token]));
        }
    }
}
