using Coupling.Bits;

namespace Coupling.Speculation;

/// <summary>
/// `invariant:gumbel` and `invariant:minhash`: both parties draw with the shared coins of the position; a draft is accepted if it is
/// the target's own sample. docs/speculation/invariant-gumbel.md, docs/speculation/invariant-minhash.md.
/// </summary>
public sealed partial class InvariantScheme : SpeculativeScheme
{
    private readonly SharedNoise noise;

    private InvariantScheme(SharedNoise noise) => this.noise = noise;

    /// <summary>`invariant:gumbel`.</summary>
    public static InvariantScheme Gumbel { get; } = new(SharedNoise.Gumbel);

    /// <summary>`invariant:minhash`.</summary>
    public static InvariantScheme MinHash { get; } = new(SharedNoise.MinHash);

    public override string Name => $"invariant:{noise.Name}";

    public override string Coins => noise.Coins;

    public override Exactness Exactness => Exactness.Exact;

    public override bool IsInvariant => true;

    public override SpeculativeScheme Alone => new TargetAlone(noise);

    public override double? BitsPerDraft(int alphabetSize) => BitWidth.ToName(alphabetSize);

    public override ISpeculator Open(SpeculationContext party)
    {
        ArgumentNullException.ThrowIfNull(party);
        return party.Role == Protocols.Role.Alice ? new Alice(party, noise) : new Bob(party, noise);
    }
}
