using System.Diagnostics;
using Coupling.Party.Plans;
using Coupling.Party.Telemetry;
using Coupling.Protocols;
using Coupling.Sampling;
using Coupling.Wire.Plans;
using Coupling.Wire.V1;

namespace Coupling.Party.Leases;

/// <summary>
/// The batches of a silent mode that are being drawn, on as many threads as there are cores, each with a sampler of its own. Samples are
/// a function of the round, so that nobody can tell. Reports come out in the order of the rounds.
/// </summary>
internal sealed class SilentDraws : IAsyncDisposable
{
    /// <summary>Rounds times items between two looks at whether to go on.</summary>
    private const long ItemsPerStretch = 1L << 26;

    /// <summary>Blocks of each sampler that are begun at once: it goes on with the next while a report waits to be taken.</summary>
    private const int BlocksAhead = 2;

    private readonly PartyRun run;
    private readonly SilentProtocol protocol;
    private readonly int stretch;
    private readonly (ISampler Sampler, int[] Samples)[] drawers;
    private readonly Task<BatchReport>?[] last;
    private readonly Queue<(int Rounds, Task<BatchReport> Drawing)> underWay = new();
    private readonly CancellationTokenSource drawing;
    private long stretches;
    private long stretchesSeen;
    private int roundsUnderWay;

    public SilentDraws(PartyRun run, SilentProtocol protocol, CancellationToken cancellationToken)
    {
        this.run = run;
        this.protocol = protocol;
        stretch = (int)Math.Clamp(ItemsPerStretch / run.AlphabetSize, 1, LeaseCut.SilentRounds);
        drawers = [.. Enumerable.Range(0, run.Workers).Select(_ => (protocol.CreateSampler(run.Context), new int[LeaseCut.SilentRounds]))];
        last = new Task<BatchReport>?[drawers.Length];
        drawing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    public bool IsEmpty => underWay.Count == 0;

    /// <summary>Whether one more batch may be begun: memory is bounded, and who does not take reports stops the drawing.</summary>
    public bool HasRoom => roundsUnderWay < BlocksAhead * LeaseCut.SilentRounds * drawers.Length;

    /// <summary>Begins the next batch.</summary>
    public void Begin(RoundRange rounds)
    {
        // Batches of one aligned block go to one sampler, which draws it as a whole.
        int worker = (int)(rounds.First / LeaseCut.SilentRounds % drawers.Length);
        (ISampler sampler, int[] samples) = drawers[worker];
        Task<BatchReport> drawn = last[worker] is { IsCompleted: false } before
            ? before.ContinueWith(_ => Draw(sampler, rounds, samples), drawing.Token, TaskContinuationOptions.None, TaskScheduler.Default)
            : Task.Run(() => Draw(sampler, rounds, samples), drawing.Token);
        last[worker] = drawn;
        underWay.Enqueue((rounds.Count, drawn));
        roundsUnderWay += rounds.Count;
    }

    /// <summary>The report of the batch that was begun first; null if it is not drawn within the time.</summary>
    public async Task<BatchReport?> TryTakeAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        (int rounds, Task<BatchReport> drawn) = underWay.Peek();
        if (!drawn.IsCompleted)
        {
            await ((Task)drawn).WaitAsync(time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (!drawn.IsCompleted)
            {
                return null;
            }
        }

        underWay.Dequeue();
        roundsUnderWay -= rounds;
        return await drawn.ConfigureAwait(false);
    }

    /// <summary>Whether anything was drawn since the last time.</summary>
    public bool GotOn()
    {
        long before = stretchesSeen;
        stretchesSeen = Interlocked.Read(ref stretches);
        return stretchesSeen > before;
    }

    /// <summary>Nothing is drawn after it.</summary>
    public async ValueTask DisposeAsync()
    {
        await drawing.CancelAsync().ConfigureAwait(false);
        foreach (Task<BatchReport>? drawn in last)
        {
            await ((Task?)drawn ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        drawing.Dispose();
    }

    private BatchReport Draw(ISampler sampler, RoundRange rounds, int[] buffer)
    {
        long begun = Stopwatch.GetTimestamp();
        Span<int> samples = buffer.AsSpan(0, rounds.Count);
        for (int start = 0; start < rounds.Count; start += stretch)
        {
            drawing.Token.ThrowIfCancellationRequested();
            int count = Math.Min(stretch, rounds.Count - start);
            sampler.Sample(new RoundRange(rounds.First + start, count), samples.Slice(start, count));
            Interlocked.Increment(ref stretches);
        }

        BatchReport report = PackedReport.Of(rounds, samples, run.AlphabetSize);
        PartyInstruments.Of(run.Context.Role).BatchEnded(protocol.Name, begun);
        return report;
    }
}
