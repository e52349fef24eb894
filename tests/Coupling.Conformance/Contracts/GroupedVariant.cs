using Coupling.Protocols;

namespace Coupling.Conformance;

/// <summary>`repair-grouped` as no plan asks for it: where the parties have not been told that the pair stays, or in short units.</summary>
/// <param name="real">The mode, perhaps with units of another length.</param>
/// <param name="how">What is different; part of the name.</param>
/// <param name="pairStays">Whether there is a pool.</param>
internal sealed class GroupedVariant(RepairGrouped real, string how, bool pairStays) : ConversingProtocol
{
    /// <summary>Each demand has its own search.</summary>
    public static GroupedVariant WithoutPool { get; } = new(new RepairGrouped(8), "without a pool", pairStays: false);

    /// <summary>So many demands have nothing in the pool.</summary>
    public static GroupedVariant InShortUnits { get; } = new(new RepairGrouped(8, null, unitRounds: 64), "in short units", pairStays: true);

    public static IReadOnlyList<GroupedVariant> All { get; } = [WithoutPool, InShortUnits];

    public RepairGrouped Real => real;

    public bool PairStays => pairStays;

    public override string Name => $"{real.Name} {how}";

    public override string CoinsFor(long roundsPerPair) => real.CoinsFor(roundsPerPair);

    public override int UnitRounds => real.UnitRounds;

    public override long LargestMessageBits(int alphabetSize) => real.LargestMessageBits(alphabetSize);

    public override IConversation Open(PartyContext party) => real.Open(party with { RoundsPerPair = pairStays ? PartyContext.WholeRun : 1 });
}
