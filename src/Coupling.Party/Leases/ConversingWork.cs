using Coupling.Lockstep;
using Coupling.Party.Plans;
using Coupling.Protocols;
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
        IConversation conversation = protocol.Open(run.Context);
        WireSession session = await end.OpenAsync(cancellationToken).ConfigureAwait(false);
        await work.BarrierAsync(Phase.Handshake, cancellationToken).ConfigureAwait(false);

        await session.ConductAsync(new SetUpBatch(role, conversation, work), inFlight: 1, cancellationToken).ConfigureAwait(false);
        await work.BarrierAsync(Phase.Setup, cancellationToken).ConfigureAwait(false);

        int items = run.Context.AlphabetSize;
        int batch = BatchLimits.Rounds(protocol, (int)run.Plan.Batch, items);
        BatchPlan plan = BatchPlan.Of(lease, batch);
        var batches = new ConversingBatches(role, protocol, conversation, plan, work);
        await session.ConductAsync(batches, BatchLimits.InFlight(protocol, (int)run.Plan.InFlight, batch, items), cancellationToken).ConfigureAwait(false);
        await work.BarrierAsync(Phase.Rounds, cancellationToken).ConfigureAwait(false);

        await end.CloseAsync(cancellationToken).ConfigureAwait(false);
        await work.ReportAsync(Phase.Teardown, cancellationToken).ConfigureAwait(false);
    }
}
