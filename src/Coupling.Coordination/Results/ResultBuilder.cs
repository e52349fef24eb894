using System.Globalization;
using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Parties;
using Coupling.Coordination.Runs;
using Coupling.Protocols;
using Coupling.Statistics;
using Coupling.Wire.Meters;
using Coupling.Wire.Plans;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Results;

/// <summary>Makes the result of what was recorded.</summary>
internal static class ResultBuilder
{
    private const string Schema = "coupling.result/1";
    /// <summary>Of all intervals.</summary>
    public const double Confidence = 0.99;

    public static ResultDocument Build(RunRecord record)
    {
        PublicPlan plan = record.Plan.Public;
        ModeSection[] modes = [.. record.Modes.Select(mode => Mode(record, mode))];
        bool allModes = modes.Length == record.Plan.Protocols.Count;
        return new ResultDocument(
            Schema,
            plan.RunId,
            VerdictRule.Worst([.. modes.Select(mode => mode.Verdict), allModes ? VerdictRule.Valid : VerdictRule.Inconclusive]),
            new PlanSection([.. plan.Modes], [.. plan.Coins], plan.Rounds, PlanRows.IsWorkload(plan) ? (int)plan.Rows : null, PlanRows.IsWorkload(plan) ? (long)plan.RoundsPerRow : null, LeaseCut.IsTimed(plan) ? plan.Seconds : null, plan.Batch, plan.InFlight, plan.Seed, PlanHash.Text(record.Plan.Hash)),
            new InputsSection(Input(record.Pair?.Alice), Input(record.Pair?.Bob), plan.Prior is { } prior ? new InputSection(prior.Spec, prior.Digest, Rows: 1) : null),
            ThisEnvironment.Describe(),
            new SecuritySection(record.IsSecure ? "mutual-tls" : "plain", record.IsInsecureLab),
            new AlphabetSection(record.Alphabet.Kind, record.Alphabet.Size, record.Alphabet.Digest, record.Alphabet.ControlBytes),
            new ControlBytesSection(Control(record.AliceControl), Control(record.BobControl)),
            LinkSection.Of(record.IsLinkOff, plan.Link, record.Probe),
            modes);
    }

    /// <summary>The verdict of one mode, as it will stand in the result.</summary>
    public static string VerdictOf(RunRecord record, ModeRun mode) =>
        VerdictRule.Of(Findings(record, mode), Complete(record, mode));

    private static ModeSection Mode(RunRecord record, ModeRun mode)
    {
        long rounds = mode.Tally.Rounds;
        ModeTheory theory = record.TheoryOf(mode);
        IReadOnlyList<string> findings = Findings(record, mode);
        Interval interval = ClopperPearson.Interval(mode.Tally.Agreements, rounds, Confidence);
        (string digest, string aliceDigest, string bobDigest) = mode.Tally.FinishDigests();
        return new ModeSection(
            mode.Protocol.Name,
            mode.Protocol.CoinsFor(PlanRows.RoundsPerPair(record.Plan.Public)),
            mode.Protocol.BobFollows == Role.Alice ? "p" : "q",
            VerdictRule.Of(findings, Complete(record, mode)),
            findings,
            rounds,
            mode.Tally.Agreements,
            rounds == 0 ? null : (double)mode.Tally.Agreements / rounds,
            new IntervalSection(interval.Low, interval.High, interval.Confidence),
            theory.Exact,
            theory.ExactReason,
            theory.PValue,
            theory.Floor,
            theory.Optimum,
            theory.TotalVariation,
            theory.Law,
            new MarginalsSection(Marginal(mode.AliceMarginal), Marginal(mode.BobMarginal)),
            PhasesSection.Of(mode.Ledger.PayloadBits),
            PhasesSection.Of(mode.Ledger.MessageBytes),
            PhasesSection.Of(mode.Ledger.SocketBytes),
            KernelBytesSection.Of(mode.Ledger.KernelLegs),
            rounds == 0 ? null : (double)CountedBits(mode).Total / rounds,
            Units(mode),
            new TurnsSection(
                mode.Tally.Turns, mode.Tally.Batches == 0 ? null : (double)mode.Tally.Turns / mode.Tally.Batches, mode.Tally.MostTurnsInABatch),
            mode.Ledger.Connections,
            mode.Ledger.Legs,
            mode.Ledger.Witnesses,
            mode.Ledger.Reconciled,
            [.. mode.Tally.Settings.Rounds.Select(entry => new SettingSection(SettingText(mode.Protocol, entry.Key), entry.Value))],
            mode.Attempts,
            digest,
            new DigestsSection(aliceDigest, bobDigest),
            mode.Seconds,
            mode.Time.SustainedSecondsPerRound,
            mode.EndedBy,
            ModeLinks.Of(record.Plan.Public, mode),
            RowResults.Listed(record, mode, Confidence));
    }

    /// <summary>What the protocol says: its setup and the rounds that count. Retries are booked apart.</summary>
    private static Directions CountedBits(ModeRun mode) =>
        mode.Ledger.PayloadBits[LedgerPhase.Setup] + mode.Ledger.PayloadBits[LedgerPhase.Rounds];

    /// <summary>Time alone completes nothing: a mode that was cut in its last rounds goes on to its tests when it is resumed.</summary>
    private static bool Complete(RunRecord record, ModeRun mode) => mode.Tally.Rounds == (long)record.Plan.Public.Rounds || mode.IsOver;

    private static List<string> Findings(RunRecord record, ModeRun mode)
    {
        var findings = new List<string>();
        findings.AddRange(mode.Ledger.Witnesses.Where(witness => !witness.Agrees).Select(Describe));
        AddMarginal(findings, "alice", mode.AliceMarginal);
        AddMarginal(findings, "bob", mode.BobMarginal);
        ModeTheory theory = record.TheoryOf(mode);
        if (theory.PValue is < VerdictRule.Threshold and var p)
        {
            findings.Add(string.Create(CultureInfo.InvariantCulture, $"agreement is off its law: p = {p:G3}"));
        }

        if (theory.RowFinding is { } rows)
        {
            findings.Add(rows);
        }

        if (mode.Protocol is SilentProtocol && CountedBits(mode).Total + mode.Ledger.Connections > 0)
        {
            findings.Add("a silent mode was not silent");
        }

        if (mode.Tally.UnitsOverCap > 0)
        {
            findings.Add(string.Create(CultureInfo.InvariantCulture, $"a budget is broken: {mode.Tally.UnitsOverCap} units said more than their cap"));
        }

        return findings;
    }

    private static UnitsSection Units(ModeRun mode)
    {
        var speaking = mode.Protocol as ConversingProtocol;
        int rounds = speaking?.UnitRounds ?? 1;
        return new UnitsSection(rounds, mode.Tally.LargestUnitBits, speaking is null ? 0 : speaking.UnitCap(rounds));
    }

    /// <summary>
    /// Pearson's statistic strays from its limit law in far tails when cells are small, the likelihood ratio less: a finding
    /// needs both, or a sample that cannot be.
    /// </summary>
    private static void AddMarginal(List<string> findings, string party, MarginalTest? test)
    {
        if (test is null)
        {
            return;
        }

        if (test.OnZeroProbability > 0)
        {
            findings.Add($"{party} drew {test.OnZeroProbability} samples of probability 0");
        }
        else if (Math.Max(test.PValue, test.GPValue) < VerdictRule.Threshold)
        {
            findings.Add(string.Create(CultureInfo.InvariantCulture, $"{party}'s marginal is off: p = {test.PValue:G3}"));
        }
    }

    private static string Describe(WitnessRecord witness) =>
        $"attempt {witness.Attempt}, {witness.Phase}: {witness.What}: {string.Join(", ", witness.Counts.Select(count => $"{count.Key} {count.Value}"))}";

    private static string SettingText(Protocol protocol, long setting) => ((ConversingProtocol)protocol).SettingText(setting);

    private static MarginalSection? Marginal(MarginalTest? test) => test is null
        ? null
        : new MarginalSection(
            test.Statistic, (int)test.DegreesOfFreedom, test.PValue, test.GStatistic, test.GPValue, (long)test.OnZeroProbability);

    private static InputSection? Input(Disclosure? disclosure) =>
        disclosure is null ? null : new InputSection(disclosure.Spec, disclosure.Digest, disclosure.Rows);

    private static PartyControlBytes Control(MeterSnapshot bytes) => new(bytes.Sent, bytes.Received);
}
