using System.Text.Json.Serialization;
using Coupling.Coordination.Ledgers;

namespace Coupling.Coordination.Results;

/// <summary>result.json, schema coupling.result/1 (docs/results.md). Absent knowledge is null; no field is ever missing.</summary>
internal sealed record ResultDocument(
    string Schema,
    string RunId,
    string Verdict,
    PlanSection Plan,
    InputsSection Inputs,
    EnvironmentSection Environment,
    SecuritySection Security,
    AlphabetSection Alphabet,
    ControlBytesSection ControlBytes,
    LinkSection? Link,
    IReadOnlyList<ModeSection> Modes);

internal sealed record PlanSection(
    IReadOnlyList<string> Modes,
    IReadOnlyList<string> Coins,
    ulong Rounds,
    int? Rows,
    long? RoundsPerRow,
    double? Seconds,
    uint Batch,
    uint InFlight,
    ulong Seed,
    string PlanHash);

internal sealed record InputsSection(InputSection? Alice, InputSection? Bob, InputSection? Prior);

internal sealed record InputSection(string Spec, string Digest, int Rows);

internal sealed record EnvironmentSection(
    string Os, string? Cpu, int Cores, string Dotnet, string? Commit, string Version, IReadOnlyDictionary<string, string> Packages);

/// <summary>mutual-tls or plain, between all services; and whether plain text left a machine because somebody said so.</summary>
internal sealed record SecuritySection(string Transport, bool InsecureLab);

internal sealed record AlphabetSection(string Kind, int Size, string Digest, long ControlBytes);

internal sealed record ControlBytesSection(PartyControlBytes Alice, PartyControlBytes Bob);

/// <summary>Socket bytes between the coordinator and one party.</summary>
internal sealed record PartyControlBytes(long ToParty, long FromParty);

internal sealed record ModeSection(
    string Mode,
    string Coins,
    string BobLaw,
    string Verdict,
    IReadOnlyList<string> Findings,
    long Rounds,
    long Agreements,
    double? Agreement,
    IntervalSection Interval,
    double? Exact,
    string? ExactReason,
    double? AgreementPValue,
    double? Floor,
    double? Optimum,
    double? TotalVariation,
    LawSection? Law,
    MarginalsSection Marginals,
    PhasesSection PayloadBits,
    PhasesSection MessageBytes,
    PhasesSection SocketBytes,
    KernelBytesSection KernelBytes,
    double? PayloadBitsPerRound,
    UnitsSection Units,
    TurnsSection Turns,
    int Connections,
    IReadOnlyList<LegRecord> Legs,
    IReadOnlyList<WitnessRecord> Witnesses,
    bool Reconciled,
    IReadOnlyList<SettingSection> Settings,
    int Attempts,
    string Digest,
    DigestsSection Digests,
    double Seconds,
    double? SustainedSecondsPerRound,
    string? EndedBy,
    ModeLinkSection? Link,
    IReadOnlyList<RowSection>? Rows);

internal sealed record IntervalSection(double Low, double High, double Confidence);

internal sealed record LawSection(double PayloadBitsPerRound, bool AtMost);

internal sealed record MarginalsSection(MarginalSection? Alice, MarginalSection? Bob);

internal sealed record MarginalSection(
    double Statistic,
    int Df,
    double PValue,
    double GStatistic,
    [property: JsonPropertyName("g_p_value")] double GPValue,
    long OnZeroProbability);

internal sealed record PhasesSection(
    Directions Handshake, Directions Setup, Directions Rounds, Directions Teardown, Directions Retry, Directions Indeterminate)
{
    public static PhasesSection Of(PhaseLedger ledger) => new(
        ledger[LedgerPhase.Handshake], ledger[LedgerPhase.Setup], ledger[LedgerPhase.Rounds],
        ledger[LedgerPhase.Teardown], ledger[LedgerPhase.Retry], ledger[LedgerPhase.Indeterminate]);
}

/// <summary>The kernel's own counts of each leg; null where the system keeps none, and for silent modes.</summary>
internal sealed record KernelBytesSection(IReadOnlyList<KernelLegSection>? Legs)
{
    public static KernelBytesSection Of(KernelLegs? legs) => new(legs is not { } known
        ? null
        :
        [
            new KernelLegSection("alice-link", known.AliceToLink.AliceToBob, known.AliceToLink.BobToAlice),
            new KernelLegSection("link-bob", known.LinkToBob.AliceToBob, known.LinkToBob.BobToAlice),
        ]);
}

/// <summary>What was sent over one leg up to the last barrier before its close.</summary>
internal sealed record KernelLegSection(string Leg, long AliceToBob, long BobToAlice);

/// <summary>Payload bits of the largest unit and how many are allowed for a whole one, both directions; null: no cap.</summary>
internal sealed record UnitsSection(int Rounds, long LargestBits, long? CapBits);

internal sealed record TurnsSection(long Total, double? MeanPerBatch, int MaxPerBatch);

/// <summary>A public setting that an adaptive mode used, in the mode's own words, and for how many rounds.</summary>
internal sealed record SettingSection(string Setting, long Rounds);

internal sealed record DigestsSection(string Alice, string Bob);
