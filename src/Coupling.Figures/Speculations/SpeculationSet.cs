namespace Coupling.Figures.Speculations;

/// <summary>Texts of one target, prompt and seed, by several schemes, γ or links.</summary>
/// <param name="RunId">Of the first run.</param>
/// <param name="Verdict">Of the worst text.</param>
/// <param name="Target">Its SPEC; "not shown".</param>
/// <param name="Drafter">Likewise.</param>
/// <param name="AlphabetSize">n.</param>
/// <param name="Tokens">N.</param>
/// <param name="PromptTokens">How many.</param>
/// <param name="Seed">Of the public coins.</param>
/// <param name="Points">Every text.</param>
public sealed record SpeculationSet(
    string RunId, string Verdict, string Target, string Drafter, int AlphabetSize, long Tokens, int PromptTokens, ulong Seed, IReadOnlyList<SpeculationPoint> Points);
