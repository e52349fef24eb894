using Coupling.Party.Plans;
using Coupling.Protocols;
using Coupling.Wire.Plans;
using Coupling.Wire.V1;

namespace Coupling.Party.Leases;

/// <summary>A lease of a silent mode: no connection, no barrier, nothing but samples.</summary>
internal static class SilentWork
{
    /// <summary>How long a report is waited for until the coordinator may have to hear that this side is alive.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync(
        PartyRun run, SilentProtocol protocol, Lease lease, WorkStream work, CancellationToken cancellationToken)
    {
        var granted = new GrantedBatches(lease, LeaseCut.BatchRounds(protocol, run.Plan));
        using var working = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task following = granted.FollowAsync(work, working.Token);
        try
        {
            var draws = new SilentDraws(run, protocol, cancellationToken);
            await using (draws.ConfigureAwait(false))
            {
                await ReportAsync(granted, draws, work, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await working.CancelAsync().ConfigureAwait(false);
            await following.ConfigureAwait(false);
        }

        await work.ReportAsync(Phase.Rounds, cancellationToken).ConfigureAwait(false);
    }

    private static async Task ReportAsync(GrantedBatches granted, SilentDraws draws, WorkStream work, CancellationToken cancellationToken)
    {
        for (long begun = 0; ;)
        {
            // Asked in this order: what comes later changes the count first.
            Task? more = granted.More;
            while (begun < granted.Count && draws.HasRoom)
            {
                draws.Begin(granted.At(begun));
                begun++;
            }

            if (!draws.IsEmpty)
            {
                if (await draws.TryTakeAsync(Patience, cancellationToken).ConfigureAwait(false) is { } report)
                {
                    await work.AddAsync(report, cancellationToken).ConfigureAwait(false);
                }

                if (draws.GotOn())
                {
                    await work.PulseAsync(cancellationToken).ConfigureAwait(false);
                }
            }
            else if (more is not null)
            {
                // More is granted only for what the coordinator has heard of.
                await work.FlushAsync(cancellationToken).ConfigureAwait(false);
                await more.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                return;
            }
        }
    }
}
