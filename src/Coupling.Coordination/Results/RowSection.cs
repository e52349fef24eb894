namespace Coupling.Coordination.Results;

/// <summary>Results of one row of a workload; a pair that stays for the whole run has none. docs/results.md, "Workloads".</summary>
internal sealed record RowSection(
    int Row,
    long Rounds,
    long Agreements,
    double Agreement,
    IntervalSection Interval,
    double? Exact,
    double? AgreementPValue,
    double? TotalVariation,
    double? Floor,
    double? Optimum,
    BitsPerRoundSection? PayloadBitsPerRound,
    double? LawPayloadBitsPerRound);

/// <summary>Bits per round in each direction.</summary>
internal sealed record BitsPerRoundSection(double AliceToBob, double BobToAlice);
