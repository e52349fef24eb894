using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Results;

namespace Coupling.Coordination.Speculation;

/// <summary>The verdict of one text, and what it is taken from (docs/speculation/running.md).</summary>
/// <param name="Verdict">valid, inconclusive or invalid.</param>
/// <param name="Findings">What makes it invalid.</param>
internal sealed record TextVerdict(string Verdict, IReadOnlyList<string> Findings)
{
    public static TextVerdict Of(TextRun text)
    {
        var findings = new List<string>(text.Ledger.Witnesses.Where(witness => !witness.Agrees).Select(Describe));
        if (!text.Scheme.HasDrafter && text.Ledger.PayloadBits[LedgerPhase.Rounds].Total + text.Ledger.Connections > 0)
        {
            findings.Add("a scheme without a drafter was not silent");
        }

        return new TextVerdict(VerdictRule.Of(findings, IsAsAsked(text)), findings);
    }

    /// <summary>
    /// A text that the target ended alone is the one that was asked for only if the drafter had no part in it. Other schemes' would have the
    /// right law, but it is not the text of its seed.
    /// </summary>
    private static bool IsAsAsked(TextRun text) => text.IsComplete && (text.AloneFrom is null || text.Scheme.IsInvariant);

    private static string Describe(WitnessRecord witness) =>
        $"attempt {witness.Attempt}, {witness.Phase}: {witness.What}: {string.Join(", ", witness.Counts.Select(count => $"{count.Key} {count.Value}"))}";
}
