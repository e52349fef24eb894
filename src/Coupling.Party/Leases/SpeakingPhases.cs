using Coupling.Wire.Sessions;
using Coupling.Wire.V1;

namespace Coupling.Party.Leases;

/// <summary>The phases of a lease in which the parties speak: handshake, setup, rounds, teardown, with a barrier after each.</summary>
internal static class SpeakingPhases
{
    /// <param name="end">This party's end of the connection.</param>
    /// <param name="work">To the coordinator.</param>
    /// <param name="setUp">What is said once per connection.</param>
    /// <param name="conduct">The rounds.</param>
    /// <param name="cancellationToken">Ends the lease.</param>
    public static async Task RunAsync(
        IWireEnd end, WorkStream work, Func<WireSession, Task> setUp, Func<WireSession, Task> conduct, CancellationToken cancellationToken)
    {
        WireSession session = await end.OpenAsync(cancellationToken).ConfigureAwait(false);
        await work.BarrierAsync(Phase.Handshake, cancellationToken).ConfigureAwait(false);

        await setUp(session).ConfigureAwait(false);
        await work.BarrierAsync(Phase.Setup, cancellationToken).ConfigureAwait(false);

        TimeSpan before = session.Waited;
        await conduct(session).ConfigureAwait(false);
        await work.BarrierAsync(Phase.Rounds, cancellationToken, session.Waited - before).ConfigureAwait(false);

        await end.CloseAsync(cancellationToken).ConfigureAwait(false);
        await work.ReportAsync(Phase.Teardown, cancellationToken).ConfigureAwait(false);
    }
}
