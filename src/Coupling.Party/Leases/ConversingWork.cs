using Coupling.Lockstep;
using Coupling.Party.Plans;
using Coupling.Protocols;
using Coupling.Wire.Plans;
using Coupling.Wire.Sessions;
using Coupling.Wire.V1;

namespace Coupling.Party.Leases;

/// <summary>A lease of a conversing mode: handshake, setup, rounds, teardown, with a barrier after each.</summary>
internal static class ConversingWork
{
    public static async Task RunAsync(
        PartyRun run, ConversingProtocol protocol, Lease lease, IWireEnd end, WorkStream work, CancellationToken cancellationToken)
    {
        Role role = run.Context.Role;
        var granted = new GrantedBatches(lease, LeaseCut.BatchRounds(protocol, run.Plan));
        IConversation conversation = protocol.Open(run.Context);
        WireSession session = await end.OpenAsync(cancellationToken).ConfigureAwait(false);
        await work.BarrierAsync(Phase.Handshake, cancellationToken).ConfigureAwait(false);

        await session.ConductAsync(new SetUpBatch(role, conversation, work), inFlight: 1, cancellationToken).ConfigureAwait(false);
        await work.BarrierAsync(Phase.Setup, cancellationToken).ConfigureAwait(false);

        TimeSpan waited = TimeSpan.Zero;
        using (var conducting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            Task following = granted.FollowAsync(work, conducting.Token);
            try
            {
                var batches = new ConversingBatches(role, protocol, conversation, granted, work);
                waited = session.Waited;
                await session.ConductAsync(batches, LeaseCut.InFlight(protocol, run.Plan), cancellationToken).ConfigureAwait(false);
                waited = session.Waited - waited;
            }
            finally
            {
                // In order, the last grant was taken before the last batch could be known to be the last.
                await conducting.CancelAsync().ConfigureAwait(false);
                await following.ConfigureAwait(false);
            }
        }

        await work.BarrierAsync(Phase.Rounds, cancellationToken, waited).ConfigureAwait(false);

        await end.CloseAsync(cancellationToken).ConfigureAwait(false);
        await work.ReportAsync(Phase.Teardown, cancellationToken).ConfigureAwait(false);
    }
}
