using System.Diagnostics;
using Coupling.Coordination.Leases;
using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Parties;
using Coupling.Coordination.Tallies;
using Coupling.Link;
using Coupling.Protocols;
using Coupling.Wire.V1;
using Polly;
using Polly.Retry;

namespace Coupling.Coordination.Runs;

/// <summary>One mode of a run, from its first lease to its tests.</summary>
internal sealed class ModeRun : IDisposable
{
    private const int MostAttempts = 4;

    private readonly RunPlan plan;
    private readonly int mode;
    private readonly PartyClient alice;
    private readonly PartyClient bob;

    public ModeRun(RunPlan plan, int mode, PartyClient alice, PartyClient bob)
    {
        this.plan = plan;
        this.mode = mode;
        this.alice = alice;
        this.bob = bob;
        Protocol = plan.Protocols[mode];
        Tally = new ModeTally((int)plan.Public.AlphabetSize, (Protocol as ConversingProtocol)?.UnitRounds ?? 1);
    }

    public Protocol Protocol { get; }

    public ModeTally Tally { get; }

    public ModeLedger Ledger { get; } = new();

    public int Attempts { get; private set; }

    /// <summary>From the first lease to the last.</summary>
    public double Seconds { get; private set; }

    /// <summary>Each party's test of its own marginal; null if it could not be asked.</summary>
    public MarginalTest? AliceMarginal { get; private set; }

    public MarginalTest? BobMarginal { get; private set; }

    /// <summary>Leases the rounds, again after a fault, until all are committed.</summary>
    /// <exception cref="LeaseFaultException">The last attempt failed too.</exception>
    public async Task ConductAsync(LinkRelay? link, Action committed, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            await LeasePipeline().ExecuteAsync(
                async token => await LeaseRestAsync(link, committed, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Seconds = clock.Elapsed.TotalSeconds;
        }
    }

    /// <summary>Lets each party test the marginal of its own committed samples.</summary>
    public async Task TestMarginalsAsync(CancellationToken cancellationToken)
    {
        AliceMarginal = await alice.TestMarginalAsync(plan.Hash, Tally.AliceCounts, cancellationToken).ConfigureAwait(false);
        BobMarginal = await bob.TestMarginalAsync(plan.Hash, Tally.BobCounts, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => Tally.Dispose();

    private async Task LeaseRestAsync(LinkRelay? link, Action committed, CancellationToken cancellationToken)
    {
        Attempts++;
        var lease = new Lease
        {
            PlanHash = plan.Hash,
            Mode = (uint)mode,
            FirstRound = (ulong)Tally.Rounds,
            Rounds = plan.Public.Rounds - (ulong)Tally.Rounds,
            Attempt = (uint)Attempts,
        };
        var conductor = new LeaseConductor(new LeaseContext(alice, bob, link, Tally, Ledger, committed));
        await conductor.RunAsync(Protocol, lease, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The only place that retries: nothing below it does.</summary>
    private static ResiliencePipeline LeasePipeline() => new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<LeaseFaultException>(),
            MaxRetryAttempts = MostAttempts - 1,
            Delay = TimeSpan.FromMilliseconds(200),
            BackoffType = DelayBackoffType.Exponential,
        })
        .Build();
}
