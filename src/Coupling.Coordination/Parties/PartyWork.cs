using Coupling.Protocols;
using Coupling.Wire.V1;
using Grpc.Core;

namespace Coupling.Coordination.Parties;

/// <summary>One party's side of a lease: the commands to it and the reports from it.</summary>
internal sealed class PartyWork(PartyClient party, AsyncDuplexStreamingCall<WorkCommand, WorkReport> call, TimeSpan progressDeadline) : IDisposable
{
    /// <summary>How long a party may be silent within a lease, on a link that keeps nothing.</summary>
    public static readonly TimeSpan ProgressDeadline = TimeSpan.FromSeconds(40);

    public Role Role => party.Role;

    public Task BeginAsync(Lease lease, CancellationToken cancellationToken) =>
        SendAsync(new WorkCommand { Begin = lease }, cancellationToken);

    public Task ProceedAsync(CancellationToken cancellationToken) =>
        SendAsync(new WorkCommand { Proceed = new Proceed() }, cancellationToken);

    /// <summary>Says how far the rounds may go by now.</summary>
    public Task GrantAsync(Grant grant, CancellationToken cancellationToken) =>
        SendAsync(new WorkCommand { Grant = grant }, cancellationToken);

    /// <summary>Reads reports until the party has reached a phase.</summary>
    /// <exception cref="LeaseFaultException">It fell silent, broke off, or reached another phase first.</exception>
    /// <param name="phase">Which one.</param>
    /// <param name="onReport">Takes what was done meanwhile; null where nothing can have been.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<PhaseReached> ReachAsync(Phase phase, Func<WorkReport, Task>? onReport, CancellationToken cancellationToken)
    {
        while (true)
        {
            WorkReport report = await NextAsync(phase, cancellationToken).ConfigureAwait(false);
            switch (report.ReportCase)
            {
                case WorkReport.ReportOneofCase.Phase when report.Phase.Phase == phase:
                    return report.Phase;
                case WorkReport.ReportOneofCase.Batches or WorkReport.ReportOneofCase.Passes when onReport is not null:
                    await onReport(report).ConfigureAwait(false);
                    break;
                case WorkReport.ReportOneofCase.Pulse:
                    break;
                default:
                    throw new LeaseFaultException($"{party.Name} reported {report.ReportCase} while {phase} was awaited");
            }
        }
    }

    /// <summary>Waits until the party has ended the call in order.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await call.RequestStream.CompleteAsync().ConfigureAwait(false);
        if (await MoveAsync("the end", cancellationToken).ConfigureAwait(false))
        {
            throw new LeaseFaultException($"{party.Name} reported more after the end of the lease");
        }
    }

    public void Dispose() => call.Dispose();

    private async Task<WorkReport> NextAsync(Phase phase, CancellationToken cancellationToken) =>
        await MoveAsync(phase.ToString(), cancellationToken).ConfigureAwait(false)
            ? call.ResponseStream.Current
            : throw new LeaseFaultException($"{party.Name} ended the lease before {phase}");

    private async Task<bool> MoveAsync(string awaited, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(progressDeadline);
        try
        {
            return await call.ResponseStream.MoveNext(patience.Token).ConfigureAwait(false);
        }
        catch (RpcException fault)
        {
            // The attempt has ended for another reason, which is the one to report.
            cancellationToken.ThrowIfCancellationRequested();
            if (fault.StatusCode == StatusCode.InvalidArgument)
            {
                // Data that this party cannot use now will not be better at the next attempt.
                throw RunFaultException.Of(party.Name, fault);
            }

            throw patience.IsCancellationRequested
                ? new LeaseFaultException($"{party.Name} was silent for {progressDeadline.TotalSeconds} s while {awaited} was awaited", fault)
                : new LeaseFaultException($"{party.Name}: {fault.StatusCode}: {fault.Status.Detail}", fault);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LeaseFaultException($"{party.Name} was silent for {progressDeadline.TotalSeconds} s while {awaited} was awaited", fault);
        }
    }

    private async Task SendAsync(WorkCommand command, CancellationToken cancellationToken)
    {
        try
        {
            await call.RequestStream.WriteAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is RpcException or InvalidOperationException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string reason = fault is RpcException status ? $"{status.StatusCode}: {status.Status.Detail}" : fault.Message;
            throw new LeaseFaultException($"{party.Name}: {reason}", fault);
        }
    }
}
