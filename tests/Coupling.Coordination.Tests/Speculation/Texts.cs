using Coupling.Coordination.Parties;
using Coupling.Coordination.Speculation;
using Coupling.Protocols;
using Coupling.Speculation;
using Coupling.Wire.Plans;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Tests.Speculation;

/// <summary>Texts that nobody wrote.</summary>
internal static class Texts
{
    public const int Tokens = 6;
    public const int Gamma = 4;

    public static PassRecord Pass(long first, int drafted, int[] tokens, int sent, int received) =>
        new(first, tokens, drafted, tokens.Length - 1, sent, received, 1, System.Text.Encoding.ASCII.GetBytes(string.Concat(tokens)));

    /// <summary>A run of one scheme; a text of six tokens over eight.</summary>
    public static TextRun Of(string scheme)
    {
        var plan = new PublicPlan { RunId = "test", Rounds = Tokens, AlphabetKind = PlanTexts.AlphabetKind, AlphabetSize = 8, Speculation = new SpeculationPlan { Gammas = { Gamma } } };
        plan.Modes.Add(scheme);
        var roster = new PartyRoster();
        return new TextRun(new TextPlan(plan, PlanHash.Of(plan), [SchemeCatalog.Parse(scheme)]), 0, new Participants(roster, returnTime: TimeSpan.Zero), link: null);
    }

    /// <summary>Two passes, in order, and all of the text.</summary>
    public static void Write(TextTally tally)
    {
        tally.Commit(Pass(0, 3, [1, 2, 3], 9, 4), Pass(0, 3, [1, 2, 3], 4, 9));
        tally.Commit(Pass(3, 2, [4, 5, 6], 6, 3), Pass(3, 2, [4, 5, 6], 3, 6));
    }
}
