using Coupling.Bits;
using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Protocols;

namespace Coupling.Speculation;

/// <summary>
/// `invariant:gumbel`, `invariant:minhash` and `greedy`: the target draws with the shared coins of the position, and a draft is accepted if it
/// is his own sample. They differ in what is drafted. docs/speculation/invariant.md, docs/speculation/greedy.md.
/// </summary>
public sealed partial class InvariantScheme : SpeculativeScheme
{
    private readonly SharedNoise noise;
    private readonly Drafting draft;

    private InvariantScheme(string name, SharedNoise noise, Drafting draft)
    {
        Name = name;
        this.noise = noise;
        this.draft = draft;
    }

    /// <summary>The draft of a position.</summary>
    private delegate int Drafting(Row row, PublicCoins coins, long position);

    /// <summary>`invariant:gumbel`.</summary>
    public static InvariantScheme Gumbel { get; } = new("invariant:gumbel", SharedNoise.Gumbel, SharedNoise.Gumbel.Sample);

    /// <summary>`invariant:minhash`.</summary>
    public static InvariantScheme MinHash { get; } = new("invariant:minhash", SharedNoise.MinHash, SharedNoise.MinHash.Sample);

    /// <summary>`greedy`.</summary>
    public static InvariantScheme Greedy { get; } = new("greedy", SharedNoise.Gumbel, (row, _, _) => MostLikely(row));

    public override string Name { get; }

    public override string Coins => noise.Coins;

    public override Exactness Exactness => Exactness.Exact;

    public override bool IsInvariant => true;

    public override SpeculativeScheme Alone => new TargetAlone(noise);

    public override double? BitsPerDraft(int alphabetSize) => BitWidth.ToName(alphabetSize);

    public override ISpeculator Open(SpeculationContext party)
    {
        ArgumentNullException.ThrowIfNull(party);
        return party.Role == Role.Alice ? new Alice(party, draft) : new Bob(party, noise);
    }

    private static int MostLikely(Row row)
    {
        int most = 0;
        for (int item = 1; item < row.Length; item++)
        {
            most = row[item] > row[most] ? item : most;
        }

        return most;
    }
}
