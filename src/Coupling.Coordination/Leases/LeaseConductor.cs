using Coupling.Coordination.Parties;
using Coupling.Coordination.Store;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Leases;

/// <summary>Gives both parties one lease and sees it to its end, phase by phase.</summary>
internal sealed class LeaseConductor(LeaseContext context)
{
    /// <summary>Conducts one attempt. What was committed stays committed if it fails.</summary>
    /// <exception cref="LeaseFaultException">The attempt failed; both sides have been told to end it.</exception>
    /// <param name="speaks">Whether the parties speak in it.</param>
    /// <param name="lease">Its next rounds.</param>
    /// <param name="credit">How they are granted; null if all of them are at once.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task RunAsync(bool speaks, Lease lease, LeaseCredit? credit, CancellationToken cancellationToken)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using PartyWork aliceWork = context.Alice.BeginWork(context.HoldingTime, attempt.Token);
        using PartyWork bobWork = context.Bob.BeginWork(context.HoldingTime, attempt.Token);
        var run = new LeaseAttempt(context, lease, credit, aliceWork, bobWork, attempt);
        try
        {
            await (speaks ? run.ConversingAsync() : run.SilentAsync()).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is StoreFaultException or StoreDamagedException or RunFaultException { Fault: RunFault.BadData })
        {
            // Leasing again would not help: what is committed cannot be kept, or a party's input has changed.
            await run.BreakAsync().ConfigureAwait(false);
            throw;
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
}
