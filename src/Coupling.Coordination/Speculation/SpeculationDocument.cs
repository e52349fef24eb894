using System.Text.Json.Serialization;
using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Results;

namespace Coupling.Coordination.Speculation;

/// <summary>result.json of texts, schema coupling.speculation/1 (docs/speculation/running.md). Absent knowledge is null; no field is ever missing.</summary>
internal sealed record SpeculationDocument(
    string Schema,
    string RunId,
    string Verdict,
    TextPlanSection Plan,
    ModelsSection Models,
    VocabularySection Vocabulary,
    EnvironmentSection Environment,
    SecuritySection Security,
    ControlBytesSection ControlBytes,
    LinkSection? Link,
    IReadOnlyList<TextSection> Texts);

internal sealed record TextPlanSection(
    IReadOnlyList<string> Schemes,
    NumbersOnALine Gammas,
    ulong Tokens,
    ulong Seed,
    string Prompt,
    NumbersOnALine PromptTokens,
    string PlanHash);

/// <summary>SPECs, as far as the parties show them; of the prior, what names it.</summary>
internal sealed record ModelsSection(string? Target, string? Drafter, string? PriorDigest);

internal sealed record VocabularySection(int Size, string Digest);

/// <summary>One scheme at one γ.</summary>
internal sealed record TextSection(
    string Scheme,
    string Coins,
    int Gamma,
    string Verdict,
    IReadOnlyList<string> Findings,
    ExactnessSection Exactness,
    bool Invariant,
    long Tokens,
    long Passes,
    string Text,
    string TextHash,
    string TokensHash,
    NumbersOnALine TokenIds,
    long Drafted,
    long Judged,
    long Accepted,
    NumbersOnALine DraftedPerPass,
    NumbersOnALine AcceptedPerPass,
    double? Acceptance,
    IntervalSection? AcceptanceInterval,
    double? AcceptanceExact,
    double? AcceptancePValue,
    ReplaySection? Replay,
    double? BlockEfficiency,
    double? TokensPerSecond,
    UpDownSection? BitsPerToken,
    double? BitsPerDraftTokenUp,
    double? StatedBitsPerDraftToken,
    PhasesSection PayloadBits,
    PhasesSection MessageBytes,
    PhasesSection SocketBytes,
    KernelBytesSection KernelBytes,
    long Turns,
    int Connections,
    IReadOnlyList<LegRecord> Legs,
    IReadOnlyList<WitnessRecord> Witnesses,
    bool Reconciled,
    int Attempts,
    bool DrafterGone,
    long? AloneFrom,
    string Digest,
    DigestsSection Digests,
    double Seconds,
    ModeLinkSection? Link);

/// <summary>What law the text has: the target's, or what is lost.</summary>
internal sealed record ExactnessSection([property: JsonPropertyName("exact")] bool IsExact, [property: JsonPropertyName("law")] string Text);

/// <summary>
/// What whoever knows both models found when he computed the text again; the coordinator knows neither, and leaves this and the law of the
/// acceptance open.
/// </summary>
/// <param name="Equal">Whether the text is that of the target alone; null where the scheme does not promise that, or it could not be computed.</param>
/// <param name="Reason">Why something could not be computed.</param>
internal sealed record ReplaySection(bool? Equal, string? Reason);

/// <summary>Payload bits per token of the text: from drafter to target, and back.</summary>
internal sealed record UpDownSection(double Up, double Down);
