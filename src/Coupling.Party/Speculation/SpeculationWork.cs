using System.Diagnostics;
using Coupling.Distributions;
using Coupling.Party.Leases;
using Coupling.Protocols;
using Coupling.Speculation;
using Coupling.Wire.V1;

namespace Coupling.Party.Speculation;

/// <summary>A lease of a text.</summary>
internal static class SpeculationWork
{
    /// <summary>A target that decodes alone tells of its tokens in heaps: there may be thousands a second.</summary>
    private static readonly TimeSpan ReportPeriod = TimeSpan.FromMilliseconds(50);

    /// <summary>Drafter and target together.</summary>
    public static async Task SpeakAsync(SpeculationRun run, Lease lease, IWireEnd end, WorkStream work, CancellationToken cancellationToken)
    {
        using TextSide side = run.Open(lease);
        await SpeakingPhases.RunAsync(
            end,
            work,
            setUp: _ => Task.CompletedTask,
            session => session.ConductAsync(new PassBatches(run, lease, side.Speculator, work), inFlight: 1, cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The target by itself: no connection, no barrier, nothing but tokens.</summary>
    /// <exception cref="BadDataException">This is the drafter.</exception>
    public static async Task DecodeAsync(SpeculationRun run, Lease lease, WorkStream work, CancellationToken cancellationToken)
    {
        if (run.Role != Role.Bob)
        {
            throw new BadDataException("lease", "alone", "true", "false for a drafter");
        }

        using TextSide side = run.Open(lease);
        var wire = new DeafWire();
        var reports = new PassReports();
        var sinceReport = Stopwatch.StartNew();
        long end = (long)(lease.FirstRound + lease.Rounds);
        for (long position = (long)lease.FirstRound; position < end;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Pass pass = await side.Speculator.ConductAsync(position, drafts: 0, wire).ConfigureAwait(false);
            reports.Passes.Add(PassReporting.Of(run, position, pass));
            position += pass.Tokens.Count;
            if (position >= end || sinceReport.Elapsed > ReportPeriod)
            {
                await work.ReportAsync(reports, cancellationToken).ConfigureAwait(false);
                reports = new PassReports();
                sinceReport.Restart();
            }
        }

        await work.ReportAsync(Phase.Rounds, cancellationToken).ConfigureAwait(false);
    }
}
