using System.Diagnostics;
using System.Globalization;
using Coupling.Coordination.Hosting;
using Coupling.Coordination.Links;
using Coupling.Coordination.Parties;
using Coupling.Coordination.Results;
using Coupling.Coordination.Rounds;
using Coupling.Coordination.Services;
using Coupling.Coordination.Speculation;
using Coupling.Coordination.Store;
using Coupling.Coordination.Telemetry;
using Coupling.Coordination.Workloads;
using Coupling.Distributions;
using Coupling.Link;
using Coupling.Protocols;
using Coupling.Wire.Hosting;
using Coupling.Wire.Plans;
using Coupling.Wire.Telemetry;
using Coupling.Wire.V1;
using Google.Protobuf;

namespace Coupling.Coordination.Runs;

/// <summary>Conducts a run: the alphabet, the plan, each mode, the result.</summary>
internal sealed class RunConductor(RunHandle run, PartyRoster roster, LinkFactory links, CoordinatorOptions options)
{
    private static readonly TimeSpan ShowPeriod = TimeSpan.FromMilliseconds(100);

    private readonly string? storeFolder = options.Store;

    private bool IsWorkload => run.Request.RoundsPerRow > 0;

    /// <summary>Whether it is known beforehand how many rounds there are, or are at most.</summary>
    private bool HasRounds => run.Request.Rounds > 0 || IsWorkload;

    /// <summary>Never throws: whatever happens is the run's last event, which is returned.</summary>
    public async Task<RunEnded> RunAsync()
    {
        using Activity? span = TraceHeader.Begin(CoordinatorInstruments.Source, "run", run.Parent);
        span?.SetTag("run_id", run.Request.RunId);
        RunEnded ended;
        try
        {
            Task<RunEnded> conducting = run.Request.Speculation is null ? ConductAsync(run.Cancelled) : new SpeculationConductor(run, roster, links, options).ConductAsync(run.Cancelled);
            ended = await conducting.ConfigureAwait(false);
        }
        catch (RunFaultException fault)
        {
            ended = Early((int)fault.Fault, fault.Message);
        }
        catch (StoreDamagedException fault)
        {
            ended = Early(ExitCode.BadData, fault.Message);
        }
        catch (StoreFaultException fault)
        {
            ended = Early(ExitCode.Unavailable, fault.Message);
        }
        catch (OperationCanceledException) when (run.Cancelled.IsCancellationRequested)
        {
            ended = Early(ExitCode.Interrupted, "interrupted before the first mode or after the last one");
        }
#pragma warning disable CA1031 // A defect of ours must end this run with a message, not the coordinator.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            ended = Early(ExitCode.Unavailable, $"coordinator: {fault}");
        }

        span?.SetTag("verdict", ended.Verdict).SetStatus(ended.ExitCode is ExitCode.Valid or ExitCode.Inconclusive or ExitCode.Interrupted ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
        CoordinatorInstruments.Runs.Add(1, new KeyValuePair<string, object?>("verdict", ended.Verdict));
        run.IsUnfinished = ended.Verdict == VerdictRule.Inconclusive;
        run.Log.Add(new Progress { RunEnded = ended });
        return ended;
    }

    private async Task<RunEnded> ConductAsync(CancellationToken cancellationToken)
    {
        if (run.Request.KeepRounds != RoundsFormat.None && storeFolder is null)
        {
            throw new RunFaultException(RunFault.Usage, "keep-rounds: this coordinator keeps no runs (allowed: one that was started with --store)");
        }

        bool isLinkOff = links.IsOff(run.Request);
        if (isLinkOff && run.Protocols.FirstOrDefault(protocol => protocol is ConversingProtocol) is { } speaks)
        {
            throw new RunFaultException(RunFault.Usage, $"{speaks.Name}: it speaks, and the link is off (allowed: silent modes)");
        }

        using RunStore? store = storeFolder is null ? null : RunStore.Open(Path.Combine(storeFolder, run.Request.StoreName));
        await using LinkRelay? link = isLinkOff ? null : links.Open(run.Request.Link);
        using var parties = new Participants(roster, TimeSpan.FromSeconds(run.Request.ReturnSeconds), IsWorkload ? InputKind.Workload : InputKind.Distribution, options.Identity);
        await parties.JoinAsync(cancellationToken).ConfigureAwait(false);
        using RunRecord record = await OpenAsync(parties, cancellationToken).ConfigureAwait(false);
        try
        {
            RefuseTooMuchPayload(record);
            if (store is not null)
            {
                record.Alphabet = PlanKeeper.Keep(store, record.Plan, record.Alphabet, record.Pair);
            }

            (int early, string reason) = await ConductModesAsync(record, parties, link, store, cancellationToken).ConfigureAwait(false);
            record.AliceControl = parties.ControlBytes(Role.Alice);
            record.BobControl = parties.ControlBytes(Role.Bob);
            record.IsInsecureLab = options.InsecureLab || parties.AreInsecureLab;
            record.IsSecure = options.Identity is not null;
            record.IsLinkOff = isLinkOff;
            ResultDocument result = ResultBuilder.Build(record);
            if (storeFolder is not null && PlanRows.Change(record.Plan.Public))
            {
                RowsFile.Write(record, Path.Combine(storeFolder, run.Request.StoreName), ResultBuilder.Confidence);
            }

            if (store is not null && run.Request.KeepRounds != RoundsFormat.None && result.Verdict != VerdictRule.Inconclusive && early == 0)
            {
                await WriteRoundsAsync(record, store, cancellationToken).ConfigureAwait(false);
            }

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

    /// <summary>Only a run that is over has files; until then its rounds are in the store.</summary>
    private async Task WriteRoundsAsync(RunRecord record, RunStore store, CancellationToken cancellationToken)
    {
        try
        {
            string folder = Path.Combine(storeFolder!, run.Request.StoreName, RoundsFiles.FolderName);
            await RoundsFiles.WriteAsync(record.Modes, store, folder, run.Request.KeepRounds, cancellationToken).ConfigureAwait(false);
            run.Log.Add(new Progress { Note = $"rounds: {folder}" });
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoreFaultException($"rounds: {fault.Message}; they are in the store, and are written when the run is resumed", fault);
        }
    }

    /// <summary>Everything before the first mode. If a party is restarted meanwhile, all of it is done again.</summary>
    private async Task<RunRecord> OpenAsync(Participants parties, CancellationToken cancellationToken) =>
        await FaultPipeline.Create(parties.Supervised).ExecuteAsync(
            async token =>
            {
                if (parties.Supervised)
                {
                    await parties.FindAsync(token).ConfigureAwait(false);
                }

                AgreedAlphabet alphabet = await AgreedAlphabet.ReachAsync(parties.Alice, parties.Bob, token).ConfigureAwait(false);
                AgreedRows? rows = IsWorkload ? await AgreedRows.ReachAsync(parties.Alice, parties.Bob, run.Request.RoundsPerRow, token).ConfigureAwait(false) : null;
                RunPlan plan = await PrepareAsync(parties.Alice, parties.Bob, alphabet, rows, token).ConfigureAwait(false);
                return new RunRecord(plan, alphabet, await DiscloseAsync(parties.Alice, parties.Bob, plan, token).ConfigureAwait(false));
            },
            cancellationToken).ConfigureAwait(false);

    private async Task<RunPlan> PrepareAsync(
        PartyClient alice, PartyClient bob, AgreedAlphabet alphabet, AgreedRows? rows, CancellationToken cancellationToken)
    {
        rows?.Require(run.Protocols, run.Request.Rounds);
        bool timed = run.Request.Seconds > 0;
        uint batch = BatchSize.Rounds(run.Request.Batch, alphabet.Size, timed);
        var plan = new PublicPlan
        {
            RunId = run.Request.RunId,
            Batch = batch,
            InFlight = BatchSize.InFlight(run.Request.InFlight, batch, alphabet.Size, run.Request.Seconds, run.Request.Link),
            Seed = run.Request.Seed,
            Link = run.Request.Link,
            AlphabetKind = alphabet.Kind,
            AlphabetSize = (uint)alphabet.Size,
            AlphabetDigest = alphabet.Digest,
            Seconds = run.Request.Seconds,
            Rows = (uint)(rows?.Rows ?? 0),
            RoundsPerRow = run.Request.RoundsPerRow,
        };
        plan.Rounds = run.Request.Rounds > 0 ? run.Request.Rounds : rows?.Rounds ?? BatchSize.MostRounds(run.Protocols, plan);
        plan.Modes.AddRange(run.Protocols.Select(protocol => protocol.Name));
        Row? prior = PriorOn(alphabet);
        plan.Prior = prior is null ? null : new Wire.V1.SharedPrior { Spec = run.Request.Prior, Digest = prior.Digest };
        plan.Coins.AddRange(run.Protocols.Select(protocol => protocol.CoinsFor(PlanRows.RoundsPerPair(plan))));
        ByteString[] hashes = await Task.WhenAll(
            alice.PrepareAsync(plan, cancellationToken), bob.PrepareAsync(plan, cancellationToken)).ConfigureAwait(false);
        return hashes[0] == hashes[1]
            ? new RunPlan(plan, hashes[0], run.Protocols)
            {
                PayloadLimit = HasRounds ? null : run.Request.MaxPayloadBytes,
                KeepRounds = run.Request.KeepRounds,
                Generations = (int)run.Request.Generations,
                Prior = prior,
            }
            : throw new RunFaultException(RunFault.Unavailable, "plan: the parties hash it differently");
    }

    private Row? PriorOn(AgreedAlphabet alphabet)
    {
        if (run.Request.Prior.Length == 0)
        {
            return null;
        }

        try
        {
            return Input.SharedPrior.Load(run.Request.Prior, alphabet.Size, alphabet.Union);
        }
        catch (BadDataException fault)
        {
            throw new RunFaultException(RunFault.BadData, fault.Message, fault);
        }
    }

    private async Task<Pair?> DiscloseAsync(PartyClient alice, PartyClient bob, RunPlan plan, CancellationToken cancellationToken)
    {
        PartyDescription a = await alice.DescribeAsync(cancellationToken).ConfigureAwait(false);
        PartyDescription b = await bob.DescribeAsync(cancellationToken).ConfigureAwait(false);
        if (!a.MayDisclose || !b.MayDisclose)
        {
            return null;
        }

        int size = (int)plan.Public.AlphabetSize;
        if (IsWorkload)
        {
            return await DisclosedPair.ReadAsync(alice, bob, plan, run.Log, cancellationToken).ConfigureAwait(false);
        }

        return new Pair(
            await alice.DiscloseAsync(plan.Hash, size, cancellationToken).ConfigureAwait(false),
            await bob.DiscloseAsync(plan.Hash, size, cancellationToken).ConfigureAwait(false));
    }

    private void RefuseTooMuchPayload(RunRecord record)
    {
        foreach (Protocol protocol in run.Protocols)
        {
            // How many rounds there will be is not known where none are asked for: what can be said of them is bounded as they are done.
            ulong rounds = HasRounds ? record.Plan.Public.Rounds : 1;
            if (record.ExpectedBits(protocol, (long)rounds) is { } bits
                && bits / 8 is var bytes
                && bytes > run.Request.MaxPayloadBytes)
            {
                throw new RunFaultException(RunFault.Usage, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{protocol.Name}: expected payload {bytes:F0} bytes is above --max-payload {run.Request.MaxPayloadBytes}"));
            }
        }
    }

    /// <summary>Runs every mode. Returns an exit code and a reason if the run ended before its end.</summary>
    private async Task<(int Code, string Reason)> ConductModesAsync(
        RunRecord record, Participants parties, LinkRelay? link, RunStore? store, CancellationToken cancellationToken)
    {
        for (int mode = 0; mode < run.Protocols.Count; mode++)
        {
            var modeRun = new ModeRun(record, mode, parties, store);
            record.Modes.Add(modeRun);
            if (modeRun.Tally.Rounds > 0)
            {
                run.Log.Add(new Progress { Note = $"{modeRun.Protocol.Name}: {modeRun.Tally.Rounds} rounds are kept from before" });
            }

            if (modeRun.IsTooSlow)
            {
                run.Log.Add(new Progress { Note = NotBegun(record.Plan.Public, modeRun.Protocol) });
                continue;
            }

            bool isKept = modeRun.IsOver;
            if (!isKept)
            {
                run.Log.Add(new Progress { ModeStarted = Started(record, modeRun) });
            }

            try
            {
                if (!isKept)
                {
                    await ProbeAsync(record, modeRun, parties, link, cancellationToken).ConfigureAwait(false);
                    await modeRun.ConductAsync(link, Throttled(modeRun), cancellationToken).ConfigureAwait(false);
                    await modeRun.TestMarginalsAsync(cancellationToken).ConfigureAwait(false);
                }

                await modeRun.WeighSettingsAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return (ExitCode.Interrupted, $"{modeRun.Protocol.Name}: interrupted after {modeRun.Tally.Rounds} rounds");
            }
            catch (LeaseFaultException fault)
            {
                return (ExitCode.Unavailable, $"{modeRun.Protocol.Name}: {fault.Message} (after {modeRun.Attempts} attempts)");
            }
            catch (RunFaultException fault)
            {
                return ((int)fault.Fault, $"{modeRun.Protocol.Name}: {fault.Message}");
            }

            if (isKept)
            {
                continue;
            }

            if (modeRun.EndedBy == ModeEnd.Payload)
            {
                run.Log.Add(new Progress { Note = StoppedByPayload(modeRun) });
            }

            run.Log.Add(new Progress
            {
                ModeEnded = new ModeEnded { Mode = modeRun.Protocol.Name, Verdict = ResultBuilder.VerdictOf(record, modeRun) },
            });
        }

        return (0, string.Empty);
    }

    /// <summary>Measures a shaped link, once, before the first mode that speaks. The run goes on if that fails: it says so.</summary>
    private async Task ProbeAsync(RunRecord record, ModeRun mode, Participants parties, LinkRelay? link, CancellationToken cancellationToken)
    {
        if (record.Plan.Public.Link is not { } shaping || link is null || record.Probe is not null || mode.Protocol is SilentProtocol)
        {
            return;
        }

        try
        {
            record.Probe = await LinkProbe.RunAsync(parties.Alice, link, record.Plan.Hash, shaping, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is RunFaultException or TimeoutException)
        {
            // A party that is gone is found again by the mode's own lease.
            run.Log.Add(new Progress { Note = $"link: it could not be measured: {fault.Message}" });
        }
    }

    private static string NotBegun(PublicPlan plan, Protocol protocol) => string.Create(
        CultureInfo.InvariantCulture,
        $"{protocol.Name}: not begun: on this link its first round alone takes {LeaseCut.OpeningSeconds(protocol, plan):F1} s, more than its time, {plan.Seconds} s");

    private string StoppedByPayload(ModeRun mode) => string.Create(
        CultureInfo.InvariantCulture,
        $"{mode.Protocol.Name}: ended after {mode.Tally.Rounds} rounds and {mode.Seconds:F1} s: its payload has reached --max-payload {run.Request.MaxPayloadBytes}");

    private ModeStarted Started(RunRecord record, ModeRun mode)
    {
        ulong rounds = HasRounds ? record.Plan.Public.Rounds : 0;
        var started = new ModeStarted { Mode = mode.Protocol.Name, Rounds = rounds, Seconds = run.Request.Seconds };
        if (rounds > 0 && record.ExpectedBits(mode.Protocol, (long)rounds) is { } bits)
        {
            started.ExpectedPayloadBits = bits;
        }

        return started;
    }

    private Action Throttled(ModeRun mode)
    {
        var sinceShown = Stopwatch.StartNew();
        return () =>
        {
            if (sinceShown.Elapsed > ShowPeriod)
            {
                sinceShown.Restart();
                run.Log.Show(new RoundsDone
                {
                    Mode = mode.Protocol.Name,
                    Rounds = (ulong)mode.Tally.Rounds,
                    Agreements = (ulong)mode.Tally.Agreements,
                    Seconds = mode.Seconds,
                });
            }
        };
    }

    private static RunEnded Early(int code, string reason) =>
        new() { Verdict = VerdictRule.Inconclusive, ExitCode = code, Reason = reason };
}
