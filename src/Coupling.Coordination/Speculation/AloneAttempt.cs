using System.Diagnostics;
using Coupling.Coordination.Leases;
using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Parties;
using Coupling.Link;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Speculation;

/// <summary>One attempt at a lease of the target alone. Nobody speaks, and the link is held to that.</summary>
internal sealed class AloneAttempt(PartyClient bob, LinkRelay? link, TextTally tally, ModeLedger ledger)
{
    /// <summary>How long it took until all was committed; zero before that.</summary>
    public TimeSpan Time { get; private set; }

    /// <exception cref="LeaseFaultException">The attempt failed; what was committed stays.</exception>
    /// <exception cref="RunFaultException">Bob cannot be asked any more.</exception>
    public async Task RunAsync(Lease lease, Action committed, CancellationToken cancellationToken)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            int connectionsBefore = link?.Connections.Count ?? 0;
            using PartyWork work = bob.BeginWork(TimeSpan.Zero, attempt.Token);
            var clock = Stopwatch.StartNew();
            await work.BeginAsync(lease, attempt.Token).ConfigureAwait(false);
            await work.ReachAsync(Phase.Rounds, tally.TakeAlone(committed), attempt.Token).ConfigureAwait(false);
            Time = clock.Elapsed;
            await work.EndAsync(attempt.Token).ConfigureAwait(false);
            WireMeters meters = await bob.ReadMetersAsync(lease.PlanHash, attempt.Token).ConfigureAwait(false);
            int connections = (link?.Connections.Count ?? 0) - connectionsBefore;
            ledger.Add(new WitnessRecord(
                (int)lease.Attempt, "rounds", "connections",
                new Dictionary<string, long> { ["bob"] = meters.Connections, ["link"] = connections },
                meters.Connections == 0 && connections == 0));
        }
        finally
        {
            // Whatever it was, Bob must not go on with it.
            await attempt.CancelAsync().ConfigureAwait(false);
        }
    }
}
