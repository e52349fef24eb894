using Coupling.Coordination.Parties;
using Coupling.Protocols;

namespace Coupling.Coordination.Tallies;

/// <summary>
/// Pairs the two parties' reports of each batch and commits them in order. A party that is far ahead waits, so that memory
/// is bounded.
/// </summary>
internal sealed class BatchMatcher<T>(ICommits<T> tally, Action committed)
    where T : class, IReported
{
    /// <summary>Rounds that one party may be ahead of the commits; far more than the batches in flight of a conversation.</summary>
    private const long MostRoundsAhead = 1 << 21;

    private readonly Lock gate = new();
    private readonly Dictionary<long, T> alice = [];
    private readonly Dictionary<long, T> bob = [];
    private TaskCompletionSource moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <exception cref="LeaseFaultException">The batch was reported before, or does not go with the other party's.</exception>
    public async Task AddAsync(Role role, T batch, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task wait;
            lock (gate)
            {
                if (batch.First < tally.Rounds + MostRoundsAhead)
                {
                    if (batch.First < tally.Rounds || !(role == Role.Alice ? alice : bob).TryAdd(batch.First, batch))
                    {
                        throw new LeaseFaultException($"{role}: the batch of round {batch.First} was reported before");
                    }

                    CommitReady();
                    return;
                }

                wait = moved.Task;
            }

            await wait.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void CommitReady()
    {
        bool any = false;
        while (alice.TryGetValue(tally.Rounds, out T? a) && bob.TryGetValue(tally.Rounds, out T? b))
        {
            alice.Remove(tally.Rounds);
            bob.Remove(tally.Rounds);
            tally.Commit(a, b);
            any = true;
        }

        if (any)
        {
            TaskCompletionSource waiting = moved;
            moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.TrySetResult();
            committed();
        }
    }
}
