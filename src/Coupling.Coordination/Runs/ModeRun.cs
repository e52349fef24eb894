using System.Diagnostics;
using Coupling.Coordination.Leases;
using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Links;
using Coupling.Coordination.Parties;
using Coupling.Coordination.Store;
using Coupling.Coordination.Store.V1;
using Coupling.Coordination.Tallies;
using Coupling.Coordination.Telemetry;
using Coupling.Coordination.Workloads;
using Coupling.Link;
using Coupling.Protocols;
using Coupling.Statistics;
using Coupling.Wire.Links;
using Coupling.Wire.Plans;
using Coupling.Wire.V1;
using Polly;

namespace Coupling.Coordination.Runs;

/// <summary>One mode of a run, from its first lease to its tests.</summary>
internal sealed class ModeRun : IDisposable
{
    /// <summary>So many times its time a mode may take to have its generations.</summary>
    private const int MostTimes = 5;

    /// <summary>So much of the time of a mode may go by until its code is compiled and runs as fast as it will.</summary>
    private const double WarmPart = 1.0 / 3;

    private readonly RunRecord record;
    private readonly RunPlan plan;
    private readonly int mode;
    private readonly Participants parties;
    private readonly ModeKeeper? keeper;
    private readonly Stopwatch clock = new();
    private double secondsBefore;
    private readonly ModeMetrics metrics;
    private bool isFirstLease = true;

    /// <summary>A mode of a run, from where the store has it.</summary>
    /// <param name="record">The run.</param>
    /// <param name="mode">Its place in the plan.</param>
    /// <param name="parties">Who takes part.</param>
    /// <param name="store">Null if nothing is kept on disk.</param>
    public ModeRun(RunRecord record, int mode, Participants parties, RunStore? store)
    {
        this.record = record;
        plan = record.Plan;
        this.mode = mode;
        this.parties = parties;
        Protocol = plan.Protocols[mode];
        Tally = new ModeTally(
            (int)plan.Public.AlphabetSize, (Protocol as ConversingProtocol)?.UnitRounds ?? 1, keepsJournal: store is not null, KeepsRounds,
            RowLayout.Of(plan.Public) is { } layout ? new RowTally(layout.RoundsPerRow, PlanRows.HoldUnits(plan.Public, Protocol)) : null,
            Protocol as ConversingProtocol);
        metrics = new ModeMetrics(Protocol.Name, Tally, Ledger);
        if (store is not null)
        {
            keeper = new ModeKeeper(store, mode);
            keeper.Restore(this);
            if (IsOver)
            {
                Tally.ForgetCounts();
            }
        }
    }

    public Protocol Protocol { get; }

    public bool KeepsRounds => plan.KeepRounds != RoundsFormat.None;

    public ModeTally Tally { get; }

    public ModeLedger Ledger { get; } = new();

    /// <summary>Of its rounds, without barriers and without what was in vain.</summary>
    public RoundsTime Time { get; } = new();

    public int Attempts { get; private set; }

    /// <summary>From the first lease to the last; of a run that was resumed, without the time between.</summary>
    public double Seconds => secondsBefore + clock.Elapsed.TotalSeconds;

    /// <summary>Whether all that was asked for is done and both parties have tested it.</summary>
    public bool IsOver => EndedBy is not null && AliceMarginal is not null && BobMarginal is not null;

    /// <summary>Whether it is not to be begun: its time would be over before the link has carried its first unit.</summary>
    public bool IsTooSlow => Tally.Rounds == 0 && LeaseCut.IsTooSlow(Protocol, plan.Public);

    /// <summary>What ended the mode, or ends it with the rounds that are granted; null if nothing does yet. At least one round is done, unless it is too slow.</summary>
    public string? EndedBy =>
        IsTooSlow ? ModeEnd.Link
        : Tally.Rounds == (long)plan.Public.Rounds ? ModeEnd.Rounds
        : !LeaseCut.IsTimed(plan.Public) || Tally.Rounds == 0 ? null
        : plan.PayloadLimit is { } limit && SpokenBits > 0 && SpokenBits / 8.0 >= limit ? ModeEnd.Payload
        : Seconds >= plan.Public.Seconds && HasItsGenerations ? ModeEnd.Seconds
        : null;

    /// <summary>Whether what may be under way was committed as often as was asked for, or there is no more time for it.</summary>
    private bool HasItsGenerations =>
        Tally.Batches >= (long)plan.Generations * LeaseCut.InFlight(Protocol, plan.Public) || Seconds >= MostTimes * plan.Public.Seconds;

    private long SpokenBits => Tally.PayloadBits.Total + Ledger.PayloadBits[LedgerPhase.Setup].Total;

    /// <summary>Each party's test of its own marginal; null if it could not be asked.</summary>
    public MarginalTest? AliceMarginal { get; private set; }

    public MarginalTest? BobMarginal { get; private set; }

    /// <summary>Leases the rounds, again after a fault, until all are committed or their time is over.</summary>
    /// <exception cref="LeaseFaultException">The last attempt failed too.</exception>
    public async Task ConductAsync(LinkRelay? link, Action committed, CancellationToken cancellationToken)
    {
        clock.Start();
        try
        {
            await FaultPipeline.Create(parties.Supervised).ExecuteAsync(
                async token => await LeaseRestAsync(link, committed, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            clock.Stop();
        }
    }

    /// <summary>Lets each party test the marginal of its own committed samples.</summary>
    public async Task TestMarginalsAsync(CancellationToken cancellationToken)
    {
        bool again = false;
        await FaultPipeline.Create(parties.Supervised).ExecuteAsync(
            async token =>
            {
                if (again)
                {
                    await parties.RejoinAsync(plan, record.Alphabet, record.Pair, token).ConfigureAwait(false);
                }

                again = true;
                AliceMarginal = await parties.Alice.TestMarginalAsync(plan.Hash, Tally.AliceCounts, token).ConfigureAwait(false);

                // A sample that Bob was handed is judged by whose law it has.
                PartyClient judge = Protocol.BobFollows == Role.Alice ? parties.Alice : parties.Bob;
                BobMarginal = await judge.TestMarginalAsync(plan.Hash, Tally.BobCounts, token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        RepeatMarginals();
        Keep();
        Tally.ForgetCounts();
    }

    /// <summary>Weighs the settings that an adaptive mode used in each row of a disclosed workload; does nothing for others.</summary>
    /// <exception cref="RunFaultException">A party's rows cannot be read again.</exception>
    public async Task WeighSettingsAsync(CancellationToken cancellationToken)
    {
        if (record.Pair is not { Workload: { } workload } pair || Tally.Rows is not { } rows)
        {
            return;
        }

        bool again = false;
        await FaultPipeline.Create(parties.Supervised).ExecuteAsync(
            async token =>
            {
                if (again)
                {
                    await parties.RejoinAsync(plan, record.Alphabet, pair, token).ConfigureAwait(false);
                }

                again = true;
                await workload.LearnSettingsAsync(Protocol, rows, (parties.Alice, pair.Alice), (parties.Bob, pair.Bob), token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    public StoredMode ToStored() => new()
    {
        Tally = Tally.ToStored(),
        Ledger = Ledger.ToStored(),
        Attempts = Attempts,
        Seconds = Seconds,
        AliceMarginal = AliceMarginal,
        BobMarginal = BobMarginal,
        Time = Time.ToStored(),
    };

    /// <summary>Goes on where the store ends. Only a mode that has not begun can.</summary>
    public void Restore(StoredMode stored, IEnumerable<byte[]> closedBlocks, IEnumerable<StoredRowTallies> completeRows)
    {
        StoreDamagedException.Unless(stored.Tally is not null && stored.Ledger is not null, $"mode {mode} has no tally or no ledger");
        Tally.Restore(stored.Tally!, closedBlocks, completeRows);
        Ledger.Restore(stored.Ledger!, Tally.PayloadBits);
        metrics.Skip(stored);
        Attempts = stored.Attempts;
        secondsBefore = stored.Seconds;
        Time.Restore(stored.Time);
        AliceMarginal = stored.AliceMarginal;
        BobMarginal = stored.BobMarginal;
    }

    public void Dispose() => Tally.Dispose();

    /// <summary>
    /// The parties' tests of workloads, once more on the disclosed rows, where all of them were read for just these rounds. In
    /// thousandths, since a witness counts.
    /// </summary>
    private void RepeatMarginals()
    {
        if (record.Pair?.Workload is not { } workload || Tally.Rounds != (long)plan.Public.Rounds)
        {
            return;
        }

        Repeat("alice", AliceMarginal!, Tally.AliceCounts, workload.AliceMixture);
        Repeat("bob", BobMarginal!, Tally.BobCounts, Protocol.BobFollows == Role.Alice ? workload.AliceMixture : workload.BobMixture);

        void Repeat(string party, MarginalTest own, long[] counts, double[] expected)
        {
            GoodnessOfFitResult test = GoodnessOfFit.Test(counts, expected);
            bool agrees = own.OnZeroProbability == (ulong)test.OnZeroProbability && own.DegreesOfFreedom == (uint)test.DegreesOfFreedom
                && (own.Statistic.Equals(test.Statistic) || Math.Abs(own.Statistic - test.Statistic) <= 1e-6 * (1 + test.Statistic));
            Ledger.Add(new WitnessRecord(
                Attempts, "rounds", $"{party}'s marginal statistic, thousandths",
                new Dictionary<string, long> { [party] = Thousandths(own.Statistic), ["coordinator"] = Thousandths(test.Statistic) }, agrees));
        }
    }

    private static long Thousandths(double statistic) => double.IsFinite(statistic) ? (long)Math.Min(1e18, Math.Round(1000 * statistic)) : -1;

    private async Task LeaseRestAsync(LinkRelay? link, Action committed, CancellationToken cancellationToken)
    {
        // The last attempt may have failed after its last round, or the run may have been cut there. Time goes on meanwhile.
        if (EndedBy is not null)
        {
            return;
        }

        // Kept before the lease is given: whatever happens, no attempt gets this number again.
        Attempts++;
        Keep();
        if (!isFirstLease)
        {
            await parties.RejoinAsync(plan, record.Alphabet, record.Pair, cancellationToken).ConfigureAwait(false);
        }

        isFirstLease = false;
        long roundsBefore = Tally.Rounds;
        using Activity? span = CoordinatorInstruments.Source.StartActivity("lease");
        span?.SetTag("mode", Protocol.Name).SetTag("first_round", roundsBefore).SetTag("attempt", Attempts);
        var lease = new Lease
        {
            PlanHash = plan.Hash,
            Mode = (uint)mode,
            FirstRound = (ulong)Tally.Rounds,
            Rounds = plan.Public.Rounds - (ulong)Tally.Rounds,
            Attempt = (uint)Attempts,
        };
        LeaseCredit? credit = null;
        if (LeaseCut.IsTimed(plan.Public))
        {
            credit = LeaseCredit.Of(lease, Protocol, plan.Public, () => EndedBy is not null);
            lease.GrantedEnd = (ulong)credit.End;
        }

        var conductor = new LeaseConductor(new LeaseContext(
            parties.Alice, parties.Bob, link, Tally, Ledger, Time, LeaseCut.InFlight(Protocol, plan.Public), WarmPart * plan.Public.Seconds, LinkShapings.HoldingTime(plan.Public.Link), Committed));
        try
        {
            await conductor.RunAsync(Protocol is ConversingProtocol, lease, credit, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            // What a user interrupts has not failed. Other faults may name what is in a distribution.
            span?.SetStatus(cancellationToken.IsCancellationRequested ? ActivityStatusCode.Unset : ActivityStatusCode.Error, (fault as LeaseFaultException)?.Message);
            throw;
        }
        finally
        {
            span?.SetTag("rounds", Tally.Rounds - roundsBefore);
            Keep();
        }

        void Committed()
        {
            if (keeper?.KeepIfDue(this) ?? true)
            {
                metrics.Tell();
            }

            committed();
        }
    }

    private void Keep()
    {
        keeper?.Keep(this);
        metrics.Tell();
    }
}
