using System.Diagnostics;
using Coupling.Wire.V1;
using Grpc.Core;

namespace Coupling.Party.Leases;

/// <summary>The two directions of a Work call: commands in, reports out.</summary>
internal sealed class WorkStream(IAsyncStreamReader<WorkCommand> commands, IAsyncStreamWriter<WorkReport> reports)
{
    private const int BatchBytesPerReport = 32 * 1024;
    private static readonly TimeSpan ReportPeriod = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PulsePeriod = TimeSpan.FromSeconds(1);

    private readonly Stopwatch sinceReport = Stopwatch.StartNew();
    private BatchReports pending = new();
    private int pendingBytes;

    /// <summary>The lease with which every call begins.</summary>
    public async Task<Lease> ReadLeaseAsync(CancellationToken cancellationToken)
    {
        WorkCommand command = await ReadAsync(cancellationToken).ConfigureAwait(false);
        return command.CommandCase == WorkCommand.CommandOneofCase.Begin
            ? command.Begin
            : throw new RpcException(new Status(StatusCode.FailedPrecondition, "command: the first one must begin a lease"));
    }

    /// <summary>How far the lease may go now.</summary>
    public async Task<Grant> ReadGrantAsync(CancellationToken cancellationToken)
    {
        WorkCommand command = await ReadAsync(cancellationToken).ConfigureAwait(false);
        return command.CommandCase == WorkCommand.CommandOneofCase.Grant
            ? command.Grant
            : throw new RpcException(new Status(StatusCode.FailedPrecondition, $"command: {command.CommandCase} (allowed: Grant)"));
    }

    /// <summary>Says that a phase is over on this side and waits at the barrier.</summary>
    public async Task BarrierAsync(Phase phase, CancellationToken cancellationToken, TimeSpan waited = default)
    {
        await ReportAsync(phase, cancellationToken, waited).ConfigureAwait(false);
        WorkCommand command = await ReadAsync(cancellationToken).ConfigureAwait(false);
        if (command.CommandCase != WorkCommand.CommandOneofCase.Proceed)
        {
            throw new RpcException(new Status(StatusCode.FailedPrecondition, $"command: {command.CommandCase} (allowed: Proceed)"));
        }
    }

    /// <summary>Says that a phase is over on this side, and how long no batch could run in it.</summary>
    public async Task ReportAsync(Phase phase, CancellationToken cancellationToken, TimeSpan waited = default)
    {
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        await WriteAsync(new WorkReport { Phase = new PhaseReached { Phase = phase, WaitedSeconds = waited.TotalSeconds } }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reports a batch, together with others if they come quickly.</summary>
    public async ValueTask AddAsync(BatchReport batch, CancellationToken cancellationToken)
    {
        pending.Batches.Add(batch);
        pendingBytes += batch.CalculateSize();
        if (pendingBytes >= BatchBytesPerReport)
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reports passes of a text at once: somebody may be reading it.</summary>
    public Task ReportAsync(PassReports passes, CancellationToken cancellationToken) => WriteAsync(new WorkReport { Passes = passes }, cancellationToken);

    /// <summary>Lets the coordinator hear that this side is alive and getting on.</summary>
    public async ValueTask PulseAsync(CancellationToken cancellationToken)
    {
        if (pendingBytes > 0 && sinceReport.Elapsed > ReportPeriod)
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        else if (sinceReport.Elapsed > PulsePeriod)
        {
            await WriteAsync(new WorkReport { Pulse = new Pulse() }, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reports the batches that wait for others.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (pending.Batches.Count > 0)
        {
            BatchReports batches = pending;
            pending = new BatchReports();
            pendingBytes = 0;
            await WriteAsync(new WorkReport { Batches = batches }, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(WorkReport report, CancellationToken cancellationToken)
    {
        sinceReport.Restart();
        await reports.WriteAsync(report, cancellationToken).ConfigureAwait(false);
    }

    private async Task<WorkCommand> ReadAsync(CancellationToken cancellationToken) =>
        await commands.MoveNext(cancellationToken).ConfigureAwait(false)
            ? commands.Current
            : throw new RpcException(new Status(StatusCode.Cancelled, "The coordinator ended the lease."));
}
