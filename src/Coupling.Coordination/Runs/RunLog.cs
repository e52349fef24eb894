using System.Runtime.CompilerServices;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Runs;

/// <summary>
/// What has happened in a run, for whoever watches it, now or later. Counts of rounds are not kept: only the newest is shown.
/// </summary>
internal sealed class RunLog
{
    private readonly Lock gate = new();
    private readonly List<Progress> kept = [];
    private RoundsDone? newest;
    private long newestNumber;
    private bool ended;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Add(Progress progress) => Change(() =>
    {
        kept.Add(progress);
        newest = null;
        ended |= progress.EventCase == Progress.EventOneofCase.RunEnded;
    });

    public void Show(RoundsDone rounds) => Change(() =>
    {
        newest = rounds;
        newestNumber++;
    });

    /// <summary>Everything from the beginning until the run has ended.</summary>
    public async IAsyncEnumerable<Progress> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int seen = 0;
        long shown = 0;
        while (true)
        {
            List<Progress> news;
            bool over;
            Task wait;
            lock (gate)
            {
                news = kept[seen..];
                seen = kept.Count;
                if (newest is not null && newestNumber > shown)
                {
                    news.Add(new Progress { RoundsDone = newest });
                    shown = newestNumber;
                }

                over = ended;
                wait = changed.Task;
            }

            foreach (Progress progress in news)
            {
                yield return progress;
            }

            if (over)
            {
                yield break;
            }

            await wait.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void Change(Action change)
    {
        TaskCompletionSource waiting;
        lock (gate)
        {
            change();
            waiting = changed;
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        waiting.TrySetResult();
    }
}
