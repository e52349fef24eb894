using Coupling.Bits;

namespace Coupling.Speculation;

/// <summary>`none` and `none:minhash`: the target decodes alone, by the shared coins of each position. docs/speculation/none.md.</summary>
public sealed class TargetAlone : SpeculativeScheme
{
    private readonly SharedNoise noise;

    /// <summary>`none`.</summary>
    public TargetAlone()
        : this(SharedNoise.Gumbel)
    {
    }

    internal TargetAlone(SharedNoise noise) => this.noise = noise;

    /// <summary>`none:minhash`.</summary>
    public static TargetAlone OfMinHash { get; } = new(SharedNoise.MinHash);

    public override string Name => noise == SharedNoise.Gumbel ? "none" : $"none:{noise.Name}";

    public override string Coins => noise.Coins;

    public override Exactness Exactness => Exactness.Exact;

    public override bool IsInvariant => true;

    public override bool HasDrafter => false;

    public override SpeculativeScheme Alone => this;

    public override ISpeculator Open(SpeculationContext party)
    {
        ArgumentNullException.ThrowIfNull(party);
        return new Target(party, noise);
    }

    private sealed class Target(SpeculationContext party, SharedNoise noise) : ISpeculator
    {
        public ValueTask<Pass> ConductAsync(long position, int drafts, IBitWire wire)
        {
            // 1. The token is the sample of the shared coins of its position.
            var text = new PassText(party.Session);
            int token = noise.Sample(text.NextRow(), party.Public, position);
            return ValueTask.FromResult(text.Settle(new Verdict(Accepted: 0, token)));
        }
    }
}
