using System.Diagnostics;
using System.Threading.Channels;
using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Links;
using Coupling.Coordination.Parties;
using Coupling.Link;
using Coupling.Protocols;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Leases;

/// <summary>One attempt at a lease, phase by phase, with a barrier after each.</summary>
internal sealed class LeaseAttempt(
    LeaseContext context, Lease lease, LeaseCredit? credit, PartyWork alice, PartyWork bob, CancellationTokenSource attempt)
{
    private readonly MeterBarrier barrier = new(context.Alice, context.Bob, context.Link, lease.PlanHash, context.HoldingTime);
    private readonly Directions committedBefore = context.Tally.PayloadBits;
    private readonly Directions bookedBefore = context.Ledger.PayloadBits[LedgerPhase.Rounds];
    private MeterReading last = MeterReading.Zero;
    private bool dialled;
    private bool roundsClosed;
    private double setupSeconds;

    private CancellationToken Token => attempt.Token;

    public async Task SilentAsync()
    {
        int connectionsBefore = context.Link?.Connections.Count ?? 0;
        await BothAsync(work => work.BeginAsync(lease, Token)).ConfigureAwait(false);
        await ReachRoundsAsync().ConfigureAwait(false);
        await BothAsync(work => work.EndAsync(Token)).ConfigureAwait(false);
        MeterReading reading = await barrier.SettleAsync(Token).ConfigureAwait(false);
        int connections = (context.Link?.Connections.Count ?? 0) - connectionsBefore;
        context.Ledger.Add(new WitnessRecord(
            (int)lease.Attempt, "rounds", "connections",
            new Dictionary<string, long> { ["alice"] = reading.Alice.Connections, ["bob"] = reading.Bob.Connections, ["link"] = connections },
            reading.Alice.Connections == 0 && reading.Bob.Connections == 0 && connections == 0));
    }

    public async Task ConversingAsync()
    {
        LinkRelay relay = context.Link ?? throw new LeaseFaultException("there is no link, so nothing can be said");

        // Bob must be waiting before Alice dials.
        await bob.BeginAsync(lease, Token).ConfigureAwait(false);
        await bob.ReachAsync(Phase.Ready, onReport: null, Token).ConfigureAwait(false);
        Lease dialling = lease.Clone();
        dialling.LinkAddress = relay.Address;
        dialled = true;
        context.Ledger.Connected(() => barrier.Counted(last));
        await alice.BeginAsync(dialling, Token).ConfigureAwait(false);
        await BothAsync(work => work.ReachAsync(Phase.Handshake, onReport: null, Token)).ConfigureAwait(false);
        await CloseAsync(LedgerPhase.Handshake).ConfigureAwait(false);
        AddLegs(last);

        long setupBegins = Stopwatch.GetTimestamp();
        await BothAsync(work => work.ProceedAsync(Token)).ConfigureAwait(false);
        await BothAsync(work => work.ReachAsync(Phase.Setup, onReport: null, Token)).ConfigureAwait(false);
        setupSeconds = Stopwatch.GetElapsedTime(setupBegins).TotalSeconds;
        await CloseAsync(LedgerPhase.Setup).ConfigureAwait(false);

        await BothAsync(work => work.ProceedAsync(Token)).ConfigureAwait(false);
        await ReachRoundsAsync().ConfigureAwait(false);
        await CloseAsync(LedgerPhase.Rounds).ConfigureAwait(false);
        roundsClosed = true;

        await BothAsync(work => work.ProceedAsync(Token)).ConfigureAwait(false);
        await BothAsync(work => work.ReachAsync(Phase.Teardown, onReport: null, Token)).ConfigureAwait(false);
        await CloseAsync(LedgerPhase.Teardown).ConfigureAwait(false);
        await BothAsync(work => work.EndAsync(Token)).ConfigureAwait(false);
        CompareUnits();
    }

    /// <summary>Makes both sides end the attempt, and books what its connection carried since its last barrier.</summary>
    public async Task BreakAsync()
    {
        await attempt.CancelAsync().ConfigureAwait(false);
        if (!dialled)
        {
            return;
        }

        MeterReading remains = await barrier.ReadRemainsAsync(last).ConfigureAwait(false);
        AddLegs(remains);
        Directions committed = roundsClosed ? default : context.Tally.PayloadBits - committedBefore;
        context.Ledger.CloseBroken((int)lease.Attempt, last, remains, committed);
        AddContradictions(context.Tally.Contradictions.Where(contradiction => contradiction.Count > 0));
    }

    private async Task ReachRoundsAsync()
    {
        var clock = Stopwatch.StartNew();
        var grants = Channel.CreateUnbounded<Grant>();
        (long Rounds, long Turns, long Batches) before = (context.Tally.Rounds, context.Tally.Turns, context.Tally.Batches);
        var sustained = new SustainedStretch(context.InFlight, context.WarmSeconds);
        Func<Role, WorkReport, CancellationToken, Task> take = context.Tally.TakeReports(Committed);
        (double aliceWaited, double aliceEnded) = (0, 0);
        (double bobWaited, double bobEnded) = (0, 0);
        Task granting = GuardAsync(() => GrantAsync(grants.Reader));
        await BothAsync(ReachAsync).ConfigureAwait(false);
        double seconds = clock.Elapsed.TotalSeconds;
        long end = credit?.End ?? (long)(lease.FirstRound + lease.Rounds);
        if (context.Tally.Rounds != end || credit is { IsFinal: false })
        {
            throw new LeaseFaultException($"the parties ended at round {context.Tally.Rounds}; the lease ends at {end}");
        }

        await granting.ConfigureAwait(false);

        // A party that is done waits for the other, or for what the link still carries.
        context.Time.Add(setupSeconds, sustained.End(), seconds, before, context.Tally, aliceWaited + seconds - aliceEnded, bobWaited + seconds - bobEnded);

        async Task ReachAsync(PartyWork work)
        {
            PhaseReached reached = await work.ReachAsync(Phase.Rounds, report => take(work.Role, report, Token), Token).ConfigureAwait(false);
            double reachedAt = clock.Elapsed.TotalSeconds;
            if (work.Role == Role.Alice)
            {
                (aliceWaited, aliceEnded) = (reached.WaitedSeconds, reachedAt);
            }
            else
            {
                (bobWaited, bobEnded) = (reached.WaitedSeconds, reachedAt);
            }
        }

        void Committed()
        {
            context.Committed();
            sustained.Add(context.Tally.Batches - before.Batches, context.Tally.Rounds - before.Rounds, clock.Elapsed.TotalSeconds);
            if (credit?.After(context.Tally.Rounds, clock.Elapsed.TotalSeconds) is { } grant)
            {
                // Never full, and never closed before the last one is in it.
                grants.Writer.TryWrite(grant);
            }
        }
    }

    /// <summary>Hands every grant to both parties, up to the last one.</summary>
    private async Task GrantAsync(ChannelReader<Grant> grants)
    {
        for (bool isOver = credit is null; !isOver;)
        {
            Grant grant = await grants.ReadAsync(Token).ConfigureAwait(false);
            await Task.WhenAll(alice.GrantAsync(grant, Token), bob.GrantAsync(grant, Token)).ConfigureAwait(false);
            isOver = grant.Final;
        }
    }

    private void AddLegs(MeterReading reading) => context.Ledger.AddLegs(barrier.Legs((int)lease.Attempt, reading));

    private async Task CloseAsync(LedgerPhase phase)
    {
        MeterReading reading = await barrier.SettleAsync(Token).ConfigureAwait(false);
        context.Ledger.CloseOrderly((int)lease.Attempt, phase, last, reading);
        Activity.Current?.AddEvent(new ActivityEvent(phase.ToString().ToLowerInvariant()));
        last = reading;
    }

    /// <summary>The parties' sums over units are one more witness beside their sessions' frames.</summary>
    private void CompareUnits()
    {
        Directions units = context.Tally.PayloadBits - committedBefore;
        Directions frames = context.Ledger.PayloadBits[LedgerPhase.Rounds] - bookedBefore;
        Add("payload_bits alice_to_bob", units.AliceToBob, frames.AliceToBob);
        Add("payload_bits bob_to_alice", units.BobToAlice, frames.BobToAlice);
        AddContradictions(context.Tally.Contradictions);
    }

    private void AddContradictions(IEnumerable<(string What, string Unit, long Count)> contradictions)
    {
        foreach ((string what, string unit, long count) in contradictions)
        {
            context.Ledger.Add(new WitnessRecord((int)lease.Attempt, "rounds", what, new Dictionary<string, long> { [unit] = count }, count == 0));
        }
    }

    private void Add(string what, long units, long frames) => context.Ledger.Add(new WitnessRecord(
        (int)lease.Attempt, "rounds", what, new Dictionary<string, long> { ["units"] = units, ["frames"] = frames }, units == frames));

    /// <summary>Does the same for both parties; if one fails, the other is not waited for in vain.</summary>
    private async Task BothAsync(Func<PartyWork, Task> step)
    {
        Task[] both = [GuardAsync(() => step(alice)), GuardAsync(() => step(bob))];
        Task all = Task.WhenAll(both);
        try
        {
            await all.ConfigureAwait(false);
        }
        catch (Exception) when (all.Exception?.InnerExceptions.OfType<RunFaultException>().FirstOrDefault() is { } cause)
        {
            // What else failed, failed because of it.
            throw cause;
        }
    }

    private async Task GuardAsync(Func<Task> step)
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch
        {
            await attempt.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }
}
