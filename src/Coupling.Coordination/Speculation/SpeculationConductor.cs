using System.Globalization;
using System.Text;
using Coupling.Coordination.Hosting;
using Coupling.Coordination.Links;
using Coupling.Coordination.Parties;
using Coupling.Coordination.Results;
using Coupling.Coordination.Runs;
using Coupling.Coordination.Services;
using Coupling.Link;
using Coupling.Protocols;
using Coupling.Speculation;
using Coupling.Wire.Hosting;
using Coupling.Wire.V1;
using Google.Protobuf;

namespace Coupling.Coordination.Speculation;

/// <summary>Conducts a run of texts: the vocabulary, the plan, each text, the result. Nothing of it is kept on disk before its end.</summary>
internal sealed class SpeculationConductor(RunHandle run, PartyRoster roster, LinkFactory links, CoordinatorOptions options)
{
    private readonly IReadOnlyList<SpeculativeScheme> schemes = SpeculationRequestCheck.Check(run.Request);
    private readonly Decoder letters = Encoding.UTF8.GetDecoder();

    /// <exception cref="RunFaultException">It ended before there was anything to tell.</exception>
    public async Task<RunEnded> ConductAsync(CancellationToken cancellationToken)
    {
        await using LinkRelay? link = links.IsOff(run.Request) ? null : links.Open(run.Request.Link);
        RefuseSilence(link);
        using var parties = new Participants(roster, TimeSpan.FromSeconds(run.Request.ReturnSeconds), InputKind.Model, options.Identity);
        await parties.JoinAsync(cancellationToken).ConfigureAwait(false);
        using SpeculationRecord record = await OpenAsync(parties, cancellationToken).ConfigureAwait(false);
        try
        {
            (int early, string reason) = await ConductTextsAsync(record, parties, link, cancellationToken).ConfigureAwait(false);
            record.AliceControl = parties.ControlBytes(Role.Alice);
            record.BobControl = parties.ControlBytes(Role.Bob);
            record.IsInsecureLab = options.InsecureLab || parties.AreInsecureLab;
            SpeculationDocument result = SpeculationResult.Build(record);
            run.Result = ResultJson.Serialize(result);
            return new RunEnded
            {
                Verdict = result.Verdict,
                ExitCode = early != 0 ? early : VerdictRule.ExitCodeOf(result.Verdict),
                Reason = reason,
                HasResult = true,
            };
        }
        finally
        {
            await parties.ReleaseAsync(record.Plan.Hash).ConfigureAwait(false);
        }
    }

    private void RefuseSilence(LinkRelay? link)
    {
        if (link is null && schemes.FirstOrDefault(scheme => scheme.HasDrafter) is { } speaking)
        {
            throw new RunFaultException(RunFault.Usage, $"{speaking.Name}: it speaks, and the link is off (allowed: none)");
        }
    }

    /// <summary>Everything before the first text. If a party is restarted meanwhile, all of it is done again.</summary>
    private async Task<SpeculationRecord> OpenAsync(Participants parties, CancellationToken cancellationToken) =>
        await FaultPipeline.Create(parties.Supervised).ExecuteAsync(
            async token =>
            {
                if (parties.Supervised)
                {
                    await parties.FindAsync(token).ConfigureAwait(false);
                }

                AgreedVocabulary vocabulary = await AgreedVocabulary.ReachAsync(
                    parties.Alice, parties.Bob, schemes.FirstOrDefault(scheme => scheme.NeedsPrior)?.Name, token).ConfigureAwait(false);
                int[] prompt = await parties.Bob.ReadPromptAsync(run.Request.Speculation.Prompt, token).ConfigureAwait(false);
                TextPlan plan = await PrepareAsync(parties, vocabulary, prompt, token).ConfigureAwait(false);
                return new SpeculationRecord(plan, vocabulary, run.Request.Speculation.Prompt) { IsSecure = options.Identity is not null, IsLinkOff = links.IsOff(run.Request) };
            },
            cancellationToken).ConfigureAwait(false);

    private async Task<TextPlan> PrepareAsync(Participants parties, AgreedVocabulary vocabulary, int[] prompt, CancellationToken cancellationToken)
    {
        RefuseTooMuchPayload(vocabulary);
        var texts = new SpeculationPlan { PriorDigest = schemes.Any(scheme => scheme.NeedsPrior) ? vocabulary.PriorDigest : string.Empty };
        texts.Prompt.AddRange(prompt.Select(token => (uint)token));
        texts.Gammas.AddRange(run.Request.Speculation.Gammas);
        var plan = new PublicPlan
        {
            RunId = run.Request.RunId,
            Rounds = run.Request.Rounds,
            Batch = 1,
            InFlight = 1,
            Seed = run.Request.Seed,
            Link = run.Request.Link,
            AlphabetKind = Wire.Plans.PlanTexts.AlphabetKind,
            AlphabetSize = (uint)vocabulary.Size,
            AlphabetDigest = vocabulary.Digest,
            Speculation = texts,
        };
        plan.Modes.AddRange(schemes.Select(scheme => scheme.Name));
        plan.Coins.AddRange(schemes.Select(scheme => scheme.Coins));
        ByteString[] hashes = await Task.WhenAll(
            parties.Alice.PrepareAsync(plan, cancellationToken), parties.Bob.PrepareAsync(plan, cancellationToken)).ConfigureAwait(false);
        return hashes[0] == hashes[1]
            ? new TextPlan(plan, hashes[0], schemes)
            : throw new RunFaultException(RunFault.Unavailable, "plan: the parties hash it differently");
    }

    /// <summary>Of schemes whose drafts take so many bits each: were every pass to give one token.</summary>
    private void RefuseTooMuchPayload(AgreedVocabulary vocabulary)
    {
        foreach ((SpeculativeScheme scheme, uint gamma) in schemes.Zip(run.Request.Speculation.Gammas))
        {
            if (scheme.BitsPerDraft(vocabulary.Size) * gamma * run.Request.Rounds / 8 is { } most && most > run.Request.MaxPayloadBytes)
            {
                throw new RunFaultException(RunFault.Usage, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{scheme.Name}: its payload may be {most:F0} bytes, above --max-payload {run.Request.MaxPayloadBytes}"));
            }
        }
    }

    /// <summary>Writes every text. Returns an exit code and a reason if the run ended before its end.</summary>
    private async Task<(int Code, string Reason)> ConductTextsAsync(
        SpeculationRecord record, Participants parties, LinkRelay? link, CancellationToken cancellationToken)
    {
        for (int mode = 0; mode < schemes.Count; mode++)
        {
            var text = new TextRun(record.Plan, mode, parties, link, Tell);
            record.Texts.Add(text);
            letters.Reset();
            run.Log.Add(new Progress { ModeStarted = new ModeStarted { Mode = text.Name, Rounds = run.Request.Rounds } });
            try
            {
                await ProbeAsync(record, text, parties, link, cancellationToken).ConfigureAwait(false);
                await text.ConductAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return (ExitCode.Interrupted, $"{text.Name}: interrupted after {text.Tally.Rounds} tokens");
            }
            catch (LeaseFaultException fault)
            {
                return (ExitCode.Unavailable, $"{text.Name}: {fault.Message} (after {text.Attempts} attempts)");
            }
            catch (RunFaultException fault)
            {
                return ((int)fault.Fault, $"{text.Name}: {fault.Message}");
            }

            if (text.AloneFrom is { } from)
            {
                run.Log.Add(new Progress { Note = string.Create(CultureInfo.InvariantCulture, $"{text.Name}: the drafter is gone; the target went on alone from token {from}") });
            }

            run.Log.Add(new Progress { ModeEnded = new ModeEnded { Mode = text.Name, Verdict = TextVerdict.Of(text).Verdict } });
        }

        return (0, string.Empty);
    }

    private void Tell(TextRun text, PassRecord pass)
    {
        // A letter that is cut waits for its other half.
        char[] more = new char[letters.GetCharCount(pass.Text.Span, flush: false)];
        letters.GetChars(pass.Text.Span, more, flush: false);
        run.Log.Add(new Progress
        {
            PassDone = new PassDone
            {
                Mode = text.Name,
                Tokens = (ulong)text.Tally.Rounds,
                Drafted = (uint)pass.Drafted,
                Accepted = (uint)pass.Accepted,
                Text = new string(more),
            },
        });
    }

    /// <summary>Measures a shaped link, once, before the first text for which the parties speak. The run goes on if that fails: it says so.</summary>
    private async Task ProbeAsync(SpeculationRecord record, TextRun text, Participants parties, LinkRelay? link, CancellationToken cancellationToken)
    {
        if (record.Plan.Public.Link is not { } shaping || link is null || record.Probe is not null || !text.Scheme.HasDrafter || run.Request.Speculation.WithoutProbe)
        {
            return;
        }

        try
        {
            record.Probe = await LinkProbe.RunAsync(parties.Alice, link, record.Plan.Hash, shaping, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is RunFaultException or TimeoutException)
        {
            run.Log.Add(new Progress { Note = $"link: it could not be measured: {fault.Message}" });
        }
    }
}
