using System.Diagnostics;
using Coupling.Party.Plans;
using Coupling.Party.Telemetry;
using Coupling.Protocols;
using Coupling.Sampling;
using Coupling.Wire.Plans;
using Coupling.Wire.V1;

namespace Coupling.Party.Leases;

/// <summary>A lease of a silent mode: no connection, no barrier, nothing but samples.</summary>
internal static class SilentWork
{
    private const int LongestStretch = 4096;

    /// <summary>Rounds times items between two signs of life.</summary>
    private const long ItemsPerPulse = 1L << 26;

    public static async Task RunAsync(
        PartyRun run, SilentProtocol protocol, Lease lease, WorkStream work, CancellationToken cancellationToken)
    {
        ISampler sampler = protocol.CreateSampler(run.Context);
        var granted = new GrantedBatches(lease, LeaseCut.BatchRounds(protocol, run.Plan));
        int stretch = (int)Math.Clamp(ItemsPerPulse / run.AlphabetSize, 1, LongestStretch);
        using var working = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task following = granted.FollowAsync(work, working.Token);
        try
        {
            for (long index = 0; await IsGrantedAsync(granted, index, work, cancellationToken).ConfigureAwait(false); index++)
            {
                await ConductAsync(granted.At(index)).ConfigureAwait(false);
            }
        }
        finally
        {
            await working.CancelAsync().ConfigureAwait(false);
            await following.ConfigureAwait(false);
        }

        await work.ReportAsync(Phase.Rounds, cancellationToken).ConfigureAwait(false);

        async Task ConductAsync(RoundRange rounds)
        {
            long begun = Stopwatch.GetTimestamp();
            var samples = new int[rounds.Count];
            for (int start = 0; start < rounds.Count; start += stretch)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int count = Math.Min(stretch, rounds.Count - start);
                sampler.Sample(new RoundRange(rounds.First + start, count), samples.AsSpan(start, count));
                await work.PulseAsync(cancellationToken).ConfigureAwait(false);
            }

            PartyInstruments.Of(run.Context.Role).BatchEnded(protocol.Name, begun);
            var report = new BatchReport
            {
                FirstRound = (ulong)rounds.First,
                Rounds = (uint)rounds.Count,
                Samples = ConversingBatches.LittleEndian(samples),
            };
            await work.AddAsync(report, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for a batch, or for word that there is none.</summary>
    private static async Task<bool> IsGrantedAsync(GrantedBatches granted, long index, WorkStream work, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Asked in this order: what comes later changes the count first.
            Task? more = granted.More;
            if (index < granted.Count)
            {
                return true;
            }

            if (more is null)
            {
                return false;
            }

            // More is granted only for what the coordinator has heard of.
            await work.FlushAsync(cancellationToken).ConfigureAwait(false);
            await more.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
