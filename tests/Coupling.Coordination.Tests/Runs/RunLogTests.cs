using Coupling.Coordination.Runs;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Tests.Runs;

public class RunLogTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private readonly RunLog log = new();

    [Fact]
    public async Task A_late_watcher_sees_everything_once_and_in_order_but_no_stale_rounds()
    {
        log.Add(Note("one"));
        log.Show(Rounds(10));
        log.Show(Rounds(20));
        log.Add(Note("two"));
        log.Add(End());

        Assert.Equal(["one", "two", "end"], await AllAsync().WaitAsync(Soon));
    }

    [Fact]
    public async Task Rounds_are_coalesced_to_the_newest_and_shown_once()
    {
        await using IAsyncEnumerator<Progress> watcher = log.WatchAsync(CancellationToken.None).GetAsyncEnumerator();
        log.Show(Rounds(10));
        log.Show(Rounds(20));
        Assert.Equal("20", await NextAsync(watcher));

        ValueTask<bool> next = watcher.MoveNextAsync();
        Assert.False(next.IsCompleted);
        log.Add(Note("after"));
        Assert.True(await next.AsTask().WaitAsync(Soon));
        Assert.Equal("after", Text(watcher.Current));

        log.Show(Rounds(30));
        Assert.Equal("30", await NextAsync(watcher));
        log.Add(End());
        Assert.Equal("end", await NextAsync(watcher));
        Assert.False(await watcher.MoveNextAsync());
    }

    [Fact]
    public async Task Many_watchers_of_a_busy_log_all_see_every_event_once()
    {
        Task<List<string>>[] watchers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(AllAsync))];
        for (int number = 0; number < 500; number++)
        {
            log.Add(Note($"note {number}"));
            log.Show(Rounds((ulong)number));
        }

        log.Add(End());
        string[] expected = [.. Enumerable.Range(0, 500).Select(number => $"note {number}"), "end"];
        foreach (List<string> seen in await Task.WhenAll(watchers).WaitAsync(Soon))
        {
            Assert.Equal(expected, seen.Where(text => !char.IsAsciiDigit(text[0])));
            ulong[] rounds = [.. seen.Where(text => char.IsAsciiDigit(text[0])).Select(ulong.Parse)];
            Assert.Equal(rounds.Distinct().Order(), rounds);
        }
    }

    [Fact]
    public async Task A_watcher_may_go_away()
    {
        using var cancel = new CancellationTokenSource();
        await using IAsyncEnumerator<Progress> watcher = log.WatchAsync(cancel.Token).GetAsyncEnumerator(CancellationToken.None);
        ValueTask<bool> next = watcher.MoveNextAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    private async Task<List<string>> AllAsync()
    {
        var seen = new List<string>();
        await foreach (Progress progress in log.WatchAsync(CancellationToken.None))
        {
            seen.Add(Text(progress));
        }

        return seen;
    }

    private static async Task<string> NextAsync(IAsyncEnumerator<Progress> watcher)
    {
        Assert.True(await watcher.MoveNextAsync().AsTask().WaitAsync(Soon));
        return Text(watcher.Current);
    }

    private static Progress Note(string text) => new() { Note = text };

    private static RoundsDone Rounds(ulong rounds) => new() { Mode = "gumbel", Rounds = rounds };

    private static Progress End() => new() { RunEnded = new RunEnded { Verdict = "valid" } };

    private static string Text(Progress progress) => progress.EventCase switch
    {
        Progress.EventOneofCase.Note => progress.Note,
        Progress.EventOneofCase.RoundsDone => progress.RoundsDone.Rounds.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => "end",
    };
}
