using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Theory;

namespace Coupling.Conformance;

/// <summary>A P and a Q to run a protocol on.</summary>
public sealed record TestPair(string Name, double[] P, double[] Q)
{
    public double Distance => TotalVariation.Of(P, Q);

    public bool IsEqual => P.AsSpan().SequenceEqual(Q);

    public bool IsOneAtom => IsEqual && P.Max() == 1;

    /// <summary>Rounds of a statistical test; even. Large alphabets take longer.</summary>
    public int Rounds => P.Length < 40 ? 60_000 : 30_000;

    /// <summary>As the parties are told it: coins are chosen by it.</summary>
    public long RoundsPerPair { get; init; } = PartyContext.WholeRun;

    public double[] Weights(Role role) => role == Role.Alice ? P : Q;

    /// <summary>One party; Q is public where a mode needs a prior.</summary>
    public PartyContext Party(Role role, ulong seed) => new(role, new ConstantRows(Row.FromWeights([.. Weights(role)], Name)), seed)
    {
        Prior = Row.FromWeights([.. Q], Name),
        RoundsPerPair = RoundsPerPair,
    };

    /// <summary>The laws that the samples of a protocol must have.</summary>
    public TestPair LawsOf(Protocol protocol) => protocol.BobFollows == Role.Alice ? this with { Q = P } : this;

    public override string ToString() => Name;
}
