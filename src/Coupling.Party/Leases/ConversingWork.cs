using Coupling.Lockstep;
using Coupling.Party.Plans;
using Coupling.Protocols;
using Coupling.Wire.Plans;
using Coupling.Wire.Sessions;
using Coupling.Wire.V1;

namespace Coupling.Party.Leases;

/// <summary>A lease of a conversing mode.</summary>
internal static class ConversingWork
{
    /// <summary>A conversation keeps some MiB of darts, and the link feeds no more than a few.</summary>
    private const int MostWorkers = 8;

    public static async Task RunAsync(
        PartyRun run, ConversingProtocol protocol, Lease lease, IWireEnd end, WorkStream work, CancellationToken cancellationToken)
    {
        Role role = run.Context.Role;
        var granted = new GrantedBatches(lease, LeaseCut.BatchRounds(protocol, run.Plan));
        int inFlight = LeaseCut.InFlight(protocol, run.Plan);
        int workers = protocol.IsDivisible ? Math.Min(Math.Min(run.Workers, inFlight), MostWorkers) : 1;
        IConversation[] conversations = [.. Enumerable.Range(0, workers).Select(_ => protocol.Open(run.Context))];
        await SpeakingPhases.RunAsync(
            end,
            work,
            session => session.ConductAsync(new SetUpBatch(role, conversations[0], work), inFlight: 1, cancellationToken),
            ConductAsync,
            cancellationToken).ConfigureAwait(false);

        async Task ConductAsync(WireSession session)
        {
            using var conducting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task following = granted.FollowAsync(work, conducting.Token);
            try
            {
                var batches = new ConversingBatches(role, protocol, conversations, run.AlphabetSize, granted, work);
                await session.ConductAsync(batches, inFlight, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                // In order, the last grant was taken before the last batch could be known to be the last.
                await conducting.CancelAsync().ConfigureAwait(false);
                await following.ConfigureAwait(false);
            }
        }
    }
}
