using Coupling.Coordination.Parties;
using Coupling.Protocols;

namespace Coupling.Coordination.Tallies;

/// <summary>
/// Pairs the two parties' reports of each batch and commits them in order. A party that is far ahead waits, so that memory
/// is bounded.
/// </summary>
/// <param name="tally">Gets them.</param>
/// <param name="committed">Called after every few commits.</param>
/// <param name="mostAhead">Rounds that one party may be ahead of the commits.</param>
internal sealed class BatchMatcher<T>(ICommits<T> tally, Action committed, long mostAhead = BatchMatcher.ConversationAhead)
    where T : class, IReported
{

    /// <summary>Batches that are committed before it is said that some were.</summary>
    private const int MostTogether = 16;

    private readonly Lock gate = new();
    private readonly Dictionary<long, T> alice = [];
    private readonly Dictionary<long, T> bob = [];
    private TaskCompletionSource moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool isCommitting;

    /// <summary>Takes a batch and commits what is complete. If the other party's reader is at that already, it does it.</summary>
    /// <exception cref="LeaseFaultException">The batch was reported before, or does not go with the other party's.</exception>
    public async Task AddAsync(Role role, T batch, CancellationToken cancellationToken)
    {
        while (TryAdd(role, batch) is { } wait)
        {
            await wait.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        // Not under the gate: meanwhile the other party's reports are read.
        while (TryBeginCommits())
        {
            try
            {
                CommitReady();
            }
            finally
            {
                EndCommits();
            }
        }
    }

    /// <summary>Null when it is added; else what to wait for before it is tried again.</summary>
    private Task? TryAdd(Role role, T batch)
    {
        lock (gate)
        {
            if (batch.First >= tally.Rounds + mostAhead)
            {
                return moved.Task;
            }

            return batch.First >= tally.Rounds && (role == Role.Alice ? alice : bob).TryAdd(batch.First, batch)
                ? null
                : throw new LeaseFaultException($"{role}: the batch of round {batch.First} was reported before");
        }
    }

    private bool TryBeginCommits()
    {
        lock (gate)
        {
            bool begins = !isCommitting && alice.ContainsKey(tally.Rounds) && bob.ContainsKey(tally.Rounds);
            isCommitting |= begins;
            return begins;
        }
    }

    private void CommitReady()
    {
        for (int together = 0; together < MostTogether && FindReady() is { } pair; together++)
        {
            try
            {
                tally.Commit(pair.Alice, pair.Bob);
            }
            finally
            {
                Remove(pair.Alice.First);
            }
        }

        committed();
    }

    private (T Alice, T Bob)? FindReady()
    {
        lock (gate)
        {
            return alice.TryGetValue(tally.Rounds, out T? a) && bob.TryGetValue(tally.Rounds, out T? b) ? (a, b) : null;
        }
    }

    private void Remove(long first)
    {
        lock (gate)
        {
            alice.Remove(first);
            bob.Remove(first);
        }
    }

    private void EndCommits()
    {
        TaskCompletionSource waiting;
        lock (gate)
        {
            isCommitting = false;
            waiting = moved;
            moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        waiting.TrySetResult();
    }
}

/// <summary>How far a party may be ahead of the other.</summary>
internal static class BatchMatcher
{
    /// <summary>Far more than the batches in flight of a conversation, which end in any order.</summary>
    public const long ConversationAhead = 1 << 21;

    /// <summary>Where reports come in the order of the rounds: what is parked long enough to grow old is dear to clear away.</summary>
    public const long SilentAhead = 1 << 18;
}
