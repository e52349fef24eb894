using Coupling.Coordination.Parties;
using Coupling.Coordination.Tallies;
using Coupling.Protocols;

namespace Coupling.Coordination.Tests.Tallies;

public sealed class BatchMatcherTests : IDisposable
{
    private const long MostRoundsAhead = 1 << 21;

    private readonly ModeTally tally = new(alphabetSize: 10, unitRounds: 1);
    private readonly BatchMatcher<Batch> matcher;
    private int commits;

    public BatchMatcherTests() => matcher = new BatchMatcher<Batch>(tally, () => commits++);

    public void Dispose() => tally.Dispose();

    [Fact]
    public async Task Reports_come_in_any_order_and_are_committed_in_order()
    {
        await AddAsync(Role.Bob, 4, 4, 5);
        await AddAsync(Role.Alice, 2, 2, 3);
        await AddAsync(Role.Alice, 4, 4, 5);
        await AddAsync(Role.Bob, 2, 2, 3);
        Assert.Equal((0, 0), (tally.Rounds, commits));

        await AddAsync(Role.Alice, 0, 0, 1);
        Assert.Equal(0, tally.Rounds);
        await AddAsync(Role.Bob, 0, 0, 1);

        Assert.Equal((6, 6, 1), (tally.Rounds, tally.Agreements, commits));
        using var inOrder = new ModeTally(10, 1);
        for (int first = 0; first < 6; first += 2)
        {
            inOrder.Commit(Batches.Silent(first, first, first + 1), Batches.Silent(first, first, first + 1));
        }

        Assert.Equal(inOrder.FinishDigests(), tally.FinishDigests());
    }

    [Fact]
    public async Task A_party_that_is_far_ahead_waits_for_the_other()
    {
        Task ahead = AddAsync(Role.Alice, MostRoundsAhead, 1);
        await AddAsync(Role.Alice, 0, 1);
        Assert.False(ahead.IsCompleted);

        await AddAsync(Role.Bob, 0, 1);

        await ahead.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(1, tally.Rounds);
    }

    [Fact]
    public async Task A_party_that_waits_is_released_when_the_attempt_ends()
    {
        using var cancel = new CancellationTokenSource();
        Task ahead = matcher.AddAsync(Role.Bob, Batches.Silent(MostRoundsAhead, 1), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ahead);
    }

    [Fact]
    public async Task Batches_of_different_lengths_are_refused()
    {
        await AddAsync(Role.Alice, 0, 1, 2);
        await Assert.ThrowsAsync<LeaseFaultException>(() => AddAsync(Role.Bob, 0, 1));
    }

    [Fact]
    public async Task A_batch_that_is_reported_again_is_refused()
    {
        await AddAsync(Role.Alice, 0, 1);
        await Assert.ThrowsAsync<LeaseFaultException>(() => AddAsync(Role.Alice, 0, 1));
        await AddAsync(Role.Bob, 0, 1);
        await Assert.ThrowsAsync<LeaseFaultException>(() => AddAsync(Role.Bob, 0, 1));
        await Assert.ThrowsAsync<LeaseFaultException>(() => AddAsync(Role.Bob, -5, 1));
    }

    [Fact]
    public async Task What_is_complete_while_a_commit_is_under_way_is_committed_after_it()
    {
        var slow = new SlowCommits();
        slow.Matcher = new BatchMatcher<Batch>(slow, () => { });
        await slow.Matcher.AddAsync(Role.Alice, Batches.Silent(1, 0), CancellationToken.None);
        await slow.Matcher.AddAsync(Role.Alice, Batches.Silent(0, 0), CancellationToken.None);
        await slow.Matcher.AddAsync(Role.Bob, Batches.Silent(0, 0), CancellationToken.None);
        Assert.Equal(["commit 0", "added 1", "refused 0", "committed 0", "commit 1", "committed 1"], slow.Log);
    }

    private Task AddAsync(Role role, long first, params int[] samples) =>
        matcher.AddAsync(role, Batches.Silent(first, samples), CancellationToken.None);

    /// <summary>While it commits the first batch, Bob's second one comes, and his first one again.</summary>
    private sealed class SlowCommits : ICommits<Batch>
    {
        public BatchMatcher<Batch>? Matcher { get; set; }

        public List<string> Log { get; } = [];

        public long Rounds { get; private set; }

        public void Commit(Batch alice, Batch bob)
        {
            Log.Add($"commit {alice.First}");
            if (alice.First == 0)
            {
                Assert.True(Matcher!.AddAsync(Role.Bob, Batches.Silent(1, 0), CancellationToken.None).IsCompletedSuccessfully);
                Log.Add("added 1");
                Log.Add(Matcher.AddAsync(Role.Bob, Batches.Silent(0, 0), CancellationToken.None).IsFaulted ? "refused 0" : "taken twice");
            }

            Rounds++;
            Log.Add($"committed {alice.First}");
        }
    }
}
