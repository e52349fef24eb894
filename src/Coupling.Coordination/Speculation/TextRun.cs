using System.Diagnostics;
using Coupling.Coordination.Leases;
using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Links;
using Coupling.Coordination.Parties;
using Coupling.Coordination.Runs;
using Coupling.Link;
using Coupling.Protocols;
using Coupling.Speculation;
using Coupling.Wire.Links;
using Coupling.Wire.V1;
using Polly;

namespace Coupling.Coordination.Speculation;

/// <summary>One text of a run, from its first lease to its last token.</summary>
internal sealed class TextRun : IDisposable
{
    private readonly TextPlan plan;
    private readonly int mode;
    private readonly Participants parties;
    private readonly LinkRelay? link;
    private readonly Stopwatch clock = new();
    private bool isFirstLease = true;

    /// <param name="plan">The run's.</param>
    /// <param name="mode">The text's place in it.</param>
    /// <param name="parties">Who takes part.</param>
    /// <param name="link">Null when it is off.</param>
    /// <param name="tell">Told every pass that is committed.</param>
    public TextRun(TextPlan plan, int mode, Participants parties, LinkRelay? link, Action<TextRun, PassRecord>? tell = null)
    {
        this.plan = plan;
        this.mode = mode;
        this.parties = parties;
        this.link = link;
        Tally = new TextTally((int)plan.Public.AlphabetSize, Gamma, pass => tell?.Invoke(this, pass));
    }

    public SpeculativeScheme Scheme => plan.Schemes[mode];

    /// <summary>0 where nothing is drafted.</summary>
    public int Gamma => plan.GammaAt(mode);

    /// <summary>As events name it.</summary>
    public string Name => plan.NameOf(mode);

    public TextTally Tally { get; }

    public ModeLedger Ledger { get; } = new();

    /// <summary>Of the passes, without barriers and without what was in vain.</summary>
    public RoundsTime Time { get; } = new();

    /// <summary>Time in which the target decoded alone, and the tokens of it.</summary>
    public (double Seconds, long Tokens) Alone { get; private set; }

    /// <summary>Leases that were given.</summary>
    public int Attempts { get; private set; }

    /// <summary>From the first lease to the last.</summary>
    public double Seconds => clock.Elapsed.TotalSeconds;

    /// <summary>The token from which on the target went on by itself, because the drafter was gone; null if she was there to the end.</summary>
    public long? AloneFrom { get; private set; }

    public bool IsComplete => Tally.Rounds == plan.Tokens;

    /// <summary>Leases the text, again after a fault, until all of it is committed. A drafter that is gone is done without.</summary>
    /// <exception cref="LeaseFaultException">The last attempt failed too.</exception>
    public async Task ConductAsync(CancellationToken cancellationToken)
    {
        clock.Start();
        try
        {
            if (Scheme.HasDrafter)
            {
                await ConductTogetherAsync(cancellationToken).ConfigureAwait(false);
            }

            if (!IsComplete)
            {
                await Pipeline().ExecuteAsync(async token => await DecodeRestAsync(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            clock.Stop();
        }
    }

    public void Dispose() => Tally.Dispose();

    private ResiliencePipeline Pipeline() => FaultPipeline.Create(parties.Supervised);

    private async Task ConductTogetherAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Pipeline().ExecuteAsync(async token => await SpeakRestAsync(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (DrafterGoneException)
        {
            AloneFrom = Tally.Rounds;
        }
        catch (LeaseFaultException) when (!IsComplete)
        {
            // Whatever it is, it is not done with by another attempt. If Bob is there, he needs nobody.
            AloneFrom = Tally.Rounds;
        }
    }

    private async Task SpeakRestAsync(CancellationToken cancellationToken)
    {
        // The last attempt may have failed after its last token.
        if (IsComplete)
        {
            return;
        }

        if (!isFirstLease)
        {
            await RejoinBothAsync(cancellationToken).ConfigureAwait(false);
        }

        isFirstLease = false;
        Attempts++;
        var conductor = new LeaseConductor(new LeaseContext(
            parties.Alice, parties.Bob, link, Tally, Ledger, Time, InFlight: 1, WarmSeconds: 0, LinkShapings.HoldingTime(plan.Public.Link), () => { }));
        await conductor.RunAsync(speaks: true, Lease(alone: false), credit: null, cancellationToken).ConfigureAwait(false);
    }

    private async Task DecodeRestAsync(CancellationToken cancellationToken)
    {
        if (IsComplete)
        {
            return;
        }

        if (!isFirstLease)
        {
            await parties.RejoinAsync([Role.Bob], party => RemindAsync(party, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        isFirstLease = false;
        Attempts++;
        long before = Tally.Rounds;
        var attempt = new AloneAttempt(parties.Bob, link, Tally, Ledger);
        await attempt.RunAsync(Lease(alone: true), () => { }, cancellationToken).ConfigureAwait(false);
        Alone = (Alone.Seconds + attempt.Time.TotalSeconds, Alone.Tokens + Tally.Rounds - before);
    }

    /// <exception cref="DrafterGoneException">Alice does not come back.</exception>
    private async Task RejoinBothAsync(CancellationToken cancellationToken)
    {
        await parties.RejoinAsync([Role.Bob], party => RemindAsync(party, cancellationToken), cancellationToken).ConfigureAwait(false);
        try
        {
            await parties.FindAsync(Role.Alice, cancellationToken).ConfigureAwait(false);
        }
        catch (RunFaultException fault) when (fault.Fault == RunFault.Unavailable)
        {
            throw new DrafterGoneException(fault.Message, fault);
        }

        await parties.RejoinAsync([Role.Alice], party => RemindAsync(party, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A process that is new does not know the plan.</summary>
    private async Task RemindAsync(PartyClient party, CancellationToken cancellationToken)
    {
        if (await party.PrepareAsync(plan.Public, cancellationToken).ConfigureAwait(false) != plan.Hash)
        {
            throw new RunFaultException(RunFault.Unavailable, $"plan: {party.Name} hashes it differently now");
        }
    }

    private Lease Lease(bool alone)
    {
        var lease = new Lease
        {
            PlanHash = plan.Hash,
            Mode = (uint)mode,
            FirstRound = (ulong)Tally.Rounds,
            Rounds = (ulong)(plan.Tokens - Tally.Rounds),
            Attempt = (uint)Attempts,
            Alone = alone,
        };
        lease.Prefix.AddRange(Tally.Tokens.Select(token => (uint)token));
        return lease;
    }
}
