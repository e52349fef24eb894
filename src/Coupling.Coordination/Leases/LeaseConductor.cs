using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Parties;
using Coupling.Coordination.Tallies;
using Coupling.Link;
using Coupling.Protocols;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Leases;

/// <summary>Gives both parties one lease and sees it to its end, phase by phase.</summary>
internal sealed class LeaseConductor(PartyClient alice, PartyClient bob, LinkRelay? link, ModeTally tally, ModeLedger ledger, Action committed)
{
    /// <summary>Conducts one attempt. What was committed stays committed if it fails.</summary>
    /// <exception cref="LeaseFaultException">The attempt failed; both sides have been told to end it.</exception>
    public async Task RunAsync(Protocol protocol, Lease lease, CancellationToken cancellationToken)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using PartyWork aliceWork = alice.BeginWork(attempt.Token);
        using PartyWork bobWork = bob.BeginWork(attempt.Token);
        var run = new Attempt(this, lease, aliceWork, bobWork, attempt);
        try
        {
            await (protocol is SilentProtocol ? run.SilentAsync() : run.ConversingAsync()).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            await run.BreakAsync().ConfigureAwait(false);
            throw fault as LeaseFaultException ?? new LeaseFaultException(fault.Message, fault);
        }
        catch (OperationCanceledException)
        {
            await run.BreakAsync().ConfigureAwait(false);
            throw;
        }
    }

    private sealed class Attempt(LeaseConductor conductor, Lease lease, PartyWork alice, PartyWork bob, CancellationTokenSource attempt)
    {
        private readonly MeterBarrier barrier = new(conductor.alice, conductor.bob, conductor.link, lease.PlanHash);
        private readonly Directions committedBefore = conductor.tally.PayloadBits;
        private readonly Directions bookedBefore = conductor.ledger.PayloadBits[LedgerPhase.Rounds];
        private MeterReading last = MeterReading.Zero;
        private bool dialled;
        private bool roundsClosed;

        private CancellationToken Token => attempt.Token;

        public async Task SilentAsync()
        {
            int connectionsBefore = conductor.link?.Connections.Count ?? 0;
            await BothAsync(work => work.BeginAsync(lease, Token)).ConfigureAwait(false);
            await ReachRoundsAsync().ConfigureAwait(false);
            await BothAsync(work => work.EndAsync(Token)).ConfigureAwait(false);
            MeterReading reading = await barrier.SettleAsync(Token).ConfigureAwait(false);
            int connections = (conductor.link?.Connections.Count ?? 0) - connectionsBefore;
            conductor.ledger.Add(new WitnessRecord(
                (int)lease.Attempt, "rounds", "connections",
                new Dictionary<string, long> { ["alice"] = reading.Alice.Connections, ["bob"] = reading.Bob.Connections, ["link"] = connections },
                reading.Alice.Connections == 0 && reading.Bob.Connections == 0 && connections == 0));
        }

        public async Task ConversingAsync()
        {
            LinkRelay relay = conductor.link ?? throw new LeaseFaultException("there is no link, so nothing can be said");

            // Bob must be waiting before Alice dials.
            await bob.BeginAsync(lease, Token).ConfigureAwait(false);
            await bob.ReachAsync(Phase.Ready, onBatch: null, Token).ConfigureAwait(false);
            Lease dialling = lease.Clone();
            dialling.LinkAddress = relay.EndPoint.ToString();
            dialled = true;
            conductor.ledger.Connected();
            await alice.BeginAsync(dialling, Token).ConfigureAwait(false);
            await BothAsync(work => work.ReachAsync(Phase.Handshake, onBatch: null, Token)).ConfigureAwait(false);
            await CloseAsync(LedgerPhase.Handshake).ConfigureAwait(false);

            await BothAsync(work => work.ProceedAsync(Token)).ConfigureAwait(false);
            await BothAsync(work => work.ReachAsync(Phase.Setup, onBatch: null, Token)).ConfigureAwait(false);
            await CloseAsync(LedgerPhase.Setup).ConfigureAwait(false);

            await BothAsync(work => work.ProceedAsync(Token)).ConfigureAwait(false);
            await ReachRoundsAsync().ConfigureAwait(false);
            await CloseAsync(LedgerPhase.Rounds).ConfigureAwait(false);
            roundsClosed = true;

            await BothAsync(work => work.ProceedAsync(Token)).ConfigureAwait(false);
            await BothAsync(work => work.ReachAsync(Phase.Teardown, onBatch: null, Token)).ConfigureAwait(false);
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
            Directions committed = roundsClosed ? default : conductor.tally.PayloadBits - committedBefore;
            conductor.ledger.CloseBroken((int)lease.Attempt, last, remains, committed);
        }

        private async Task ReachRoundsAsync()
        {
            var matcher = new BatchMatcher(conductor.tally, conductor.committed);
            await BothAsync(work => work.ReachAsync(
                Phase.Rounds,
                report => matcher.AddAsync(work.Role, Batch.Of(report, conductor.tally.AliceCounts.Length, work.Role.ToString()), Token),
                Token)).ConfigureAwait(false);
            long end = (long)(lease.FirstRound + lease.Rounds);
            if (conductor.tally.Rounds != end)
            {
                throw new LeaseFaultException($"the parties ended at round {conductor.tally.Rounds}; the lease ends at {end}");
            }
        }

        private async Task CloseAsync(LedgerPhase phase)
        {
            MeterReading reading = await barrier.SettleAsync(Token).ConfigureAwait(false);
            conductor.ledger.CloseOrderly((int)lease.Attempt, phase, last, reading);
            last = reading;
        }

        /// <summary>The parties' sums over units are one more witness beside their sessions' frames.</summary>
        private void CompareUnits()
        {
            Directions units = conductor.tally.PayloadBits - committedBefore;
            Directions frames = conductor.ledger.PayloadBits[LedgerPhase.Rounds] - bookedBefore;
            Add("payload_bits alice_to_bob", units.AliceToBob, frames.AliceToBob);
            Add("payload_bits bob_to_alice", units.BobToAlice, frames.BobToAlice);
            conductor.ledger.Add(new WitnessRecord(
                (int)lease.Attempt, "rounds", "units counted differently by the parties",
                new Dictionary<string, long> { ["units"] = conductor.tally.UnitMismatches }, conductor.tally.UnitMismatches == 0));
        }

        private void Add(string what, long units, long frames) => conductor.ledger.Add(new WitnessRecord(
            (int)lease.Attempt, "rounds", what, new Dictionary<string, long> { ["units"] = units, ["frames"] = frames }, units == frames));

        /// <summary>Does the same for both parties; if one fails, the other is not waited for in vain.</summary>
        private async Task BothAsync(Func<PartyWork, Task> step)
        {
            Task[] both = [GuardAsync(alice, step), GuardAsync(bob, step)];
            await Task.WhenAll(both).ConfigureAwait(false);
        }

        private async Task GuardAsync(PartyWork work, Func<PartyWork, Task> step)
        {
            try
            {
                await step(work).ConfigureAwait(false);
            }
            catch
            {
                await attempt.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }
    }
}
