using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Coupling.Coordination.Results;
using Coupling.Statistics;
using Coupling.Wire.Meters;
using Coupling.Wire.Plans;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Speculation;

/// <summary>Makes the result of what was recorded.</summary>
internal static class SpeculationResult
{
    private const string Schema = "coupling.speculation/1";

    public static SpeculationDocument Build(SpeculationRecord record)
    {
        PublicPlan plan = record.Plan.Public;
        TextSection[] texts = [.. record.Texts.Select(text => Text(plan, text))];
        bool all = texts.Length == record.Plan.Schemes.Count;
        return new SpeculationDocument(
            Schema,
            plan.RunId,
            VerdictRule.Worst([.. texts.Select(text => text.Verdict), all ? VerdictRule.Valid : VerdictRule.Inconclusive]),
            new TextPlanSection(
                [.. plan.Modes],
                new NumbersOnALine([.. plan.Modes.Select((_, mode) => record.Plan.GammaAt(mode))]),
                plan.Rounds,
                plan.Seed,
                record.Prompt,
                new NumbersOnALine([.. plan.Speculation.Prompt.Select(token => (int)token)]),
                PlanHash.Text(record.Plan.Hash)),
            new ModelsSection(Known(record.Vocabulary.Target), Known(record.Vocabulary.Drafter), Known(plan.Speculation.PriorDigest)),
            new VocabularySection(record.Vocabulary.Size, record.Vocabulary.Digest),
            ThisEnvironment.Describe(),
            new SecuritySection(record.IsSecure ? "mutual-tls" : "plain", record.IsInsecureLab),
            new ControlBytesSection(Control(record.AliceControl), Control(record.BobControl)),
            LinkSection.Of(record.IsLinkOff, plan.Link, record.Probe),
            texts);
    }

    private static TextSection Text(PublicPlan plan, TextRun text)
    {
        TextTally tally = text.Tally;
        TextVerdict verdict = TextVerdict.Of(text);
        long drafted = tally.Drafted.Sum(count => (long)count);
        long accepted = tally.Accepted.Sum(count => (long)count);
        Interval interval = ClopperPearson.Interval(accepted, tally.Judged, ResultBuilder.Confidence);
        double seconds = text.Time.Seconds + text.Alone.Seconds;
        (string digest, string aliceDigest, string bobDigest) = tally.FinishDigests();
        return new TextSection(
            text.Scheme.Name,
            text.Scheme.Coins,
            text.Gamma,
            verdict.Verdict,
            verdict.Findings,
            new ExactnessSection(text.Scheme.Exactness.IsExact, text.Scheme.Exactness.Text),
            text.Scheme.IsInvariant,
            tally.Rounds,
            tally.Batches,
            Encoding.UTF8.GetString(tally.Text),
            Hash(tally.Text),
            Hash(LittleEndian(tally.Tokens)),
            new NumbersOnALine(tally.Tokens),
            drafted,
            tally.Judged,
            accepted,
            new NumbersOnALine(tally.Drafted),
            new NumbersOnALine(tally.Accepted),
            tally.Judged == 0 ? null : (double)accepted / tally.Judged,
            tally.Judged == 0 ? null : new IntervalSection(interval.Low, interval.High, interval.Confidence),
            AcceptanceExact: null,
            AcceptancePValue: null,
            Replay: null,
            tally.Batches == 0 ? null : (double)tally.Rounds / tally.Batches,
            seconds <= 0 ? null : (text.Time.Rounds + text.Alone.Tokens) / seconds,
            tally.SpokenTokens == 0 ? null : new UpDownSection((double)tally.PayloadBits.AliceToBob / tally.SpokenTokens, (double)tally.PayloadBits.BobToAlice / tally.SpokenTokens),
            drafted == 0 ? null : (double)tally.PayloadBits.AliceToBob / drafted,
            text.Scheme.BitsPerDraft((int)plan.AlphabetSize),
            PhasesSection.Of(text.Ledger.PayloadBits),
            PhasesSection.Of(text.Ledger.MessageBytes),
            PhasesSection.Of(text.Ledger.SocketBytes),
            KernelBytesSection.Of(text.Ledger.KernelLegs),
            tally.Turns,
            text.Ledger.Connections,
            text.Ledger.Legs,
            text.Ledger.Witnesses,
            text.Ledger.Reconciled,
            text.Attempts,
            text.AloneFrom is not null,
            text.AloneFrom,
            digest,
            new DigestsSection(aliceDigest, bobDigest),
            text.Seconds,
            text.Scheme.HasDrafter ? ModeLinks.Of(plan, text.Time, text.Ledger, inFlight: 1) : null);
    }

    /// <summary>int32, little-endian, one after another.</summary>
    private static byte[] LittleEndian(IReadOnlyList<int> tokens)
    {
        byte[] bytes = new byte[tokens.Count * sizeof(int)];
        for (int index = 0; index < tokens.Count; index++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(index * sizeof(int)), tokens[index]);
        }

        return bytes;
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string? Known(string text) => text.Length == 0 ? null : text;

    private static PartyControlBytes Control(MeterSnapshot bytes) => new(bytes.Sent, bytes.Received);
}
