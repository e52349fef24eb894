using Coupling.Party.Plans;
using Coupling.Protocols;
using Coupling.Sampling;
using Coupling.Wire.V1;

namespace Coupling.Party.Leases;

/// <summary>A lease of a silent mode: no connection, no barrier, nothing but samples.</summary>
internal static class SilentWork
{
    /// <summary>Reports of fewer rounds than this would cost more than the samples.</summary>
    private const int LeastRoundsPerReport = 4096;

    /// <summary>Rounds times items between two signs of life.</summary>
    private const long ItemsPerPulse = 1L << 26;

    public static async Task RunAsync(
        PartyRun run, SilentProtocol protocol, Lease lease, WorkStream work, CancellationToken cancellationToken)
    {
        ISampler sampler = protocol.CreateSampler(run.Context);
        BatchPlan plan = BatchPlan.Of(lease, Math.Max((int)run.Plan.Batch, LeastRoundsPerReport));
        int stretch = (int)Math.Clamp(ItemsPerPulse / run.Row.Length, 1, LeastRoundsPerReport);
        for (long index = 0; index < plan.Count; index++)
        {
            RoundRange rounds = plan.At(index);
            var samples = new int[rounds.Count];
            for (int start = 0; start < rounds.Count; start += stretch)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int count = Math.Min(stretch, rounds.Count - start);
                sampler.Sample(new RoundRange(rounds.First + start, count), samples.AsSpan(start, count));
                await work.PulseAsync(cancellationToken).ConfigureAwait(false);
            }

            var report = new BatchReport
            {
                FirstRound = (ulong)rounds.First,
                Rounds = (uint)rounds.Count,
                Samples = ConversingBatches.LittleEndian(samples),
            };
            await work.AddAsync(report, cancellationToken).ConfigureAwait(false);
        }

        await work.ReportAsync(Phase.Rounds, cancellationToken).ConfigureAwait(false);
    }
}
