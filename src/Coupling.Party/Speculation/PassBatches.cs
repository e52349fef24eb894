using Coupling.Lockstep;
using Coupling.Party.Leases;
using Coupling.Protocols;
using Coupling.Speculation;
using Coupling.Wire.Sessions;
using Coupling.Wire.V1;

namespace Coupling.Party.Speculation;

/// <summary>
/// One party's passes of a lease, each a batch of one unit. The next pass is known when the one before has ended: how many tokens that gave
/// says where it begins, and whether there is one.
/// </summary>
internal sealed class PassBatches : IBatches
{
    private readonly SpeculationRun run;
    private readonly string scheme;
    private readonly int gamma;
    private readonly ISpeculator speculator;
    private readonly WorkStream work;
    private readonly long end;
    private long position;
    private Pass? pass;
    private TaskCompletionSource? more = NewSource();

    public PassBatches(SpeculationRun run, Lease lease, ISpeculator speculator, WorkStream work)
    {
        this.run = run;
        this.speculator = speculator;
        this.work = work;
        scheme = run.NameOf(lease.Mode);
        gamma = run.GammaAt(lease.Mode);
        position = (long)lease.FirstRound;
        end = (long)(lease.FirstRound + lease.Rounds);
    }

    public long Count { get; private set; } = 1;

    public Task? More => more?.Task;

    public BatchRunner Create(long index)
    {
        int drafts = PassPlan.DraftsAt(end - position, gamma);
        return new BatchRunner(
            run.Role, units: 1, async (_, wire) => pass = await speculator.ConductAsync(position, drafts, wire).ConfigureAwait(false));
    }

    /// <exception cref="InvalidOperationException">The scheme gave no token, or more than the text lacks.</exception>
    public async ValueTask CompleteAsync(long index, BatchRunner batch, CancellationToken cancellationToken)
    {
        Pass done = pass ?? throw new InvalidOperationException($"{scheme}: a pass ended without a result.");
        PassReport report = PassReporting.Of(run, position, done);
        report.SentBits = (ulong)batch.SentBits(0);
        report.ReceivedBits = (ulong)batch.ReceivedBits(0);
        report.TurnsSpoken = (uint)batch.TurnsSpoken;
        pass = null;
        position += done.Tokens.Count;
        if (done.Tokens.Count == 0 || position > end)
        {
            throw new InvalidOperationException($"{scheme}: a pass gave {done.Tokens.Count} tokens; the text lacks {end - position + done.Tokens.Count}.");
        }

        await work.ReportAsync(new PassReports { Passes = { report } }, cancellationToken).ConfigureAwait(false);
        TaskCompletionSource? waiting = more;
        if (position < end)
        {
            Count++;
            more = NewSource();
        }
        else
        {
            more = null;
        }

        waiting?.TrySetResult();
    }

    public ValueTask PulseAsync(CancellationToken cancellationToken) => work.PulseAsync(cancellationToken);

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
