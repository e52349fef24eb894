using System.Net;
using Coupling.Protocols;
using Coupling.Wire.Dialing;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Parties;

/// <summary>The parties that have registered. A party that registers again, after a restart, replaces its card.</summary>
internal sealed class PartyRoster
{
    private readonly Lock gate = new();
    private readonly Dictionary<Role, PartyCard> cards = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Takes a card; false if it is of an earlier incarnation than the card that is held.</summary>
    public bool Register(Role role, PartyCard card)
    {
        TaskCompletionSource waiting;
        lock (gate)
        {
            if (cards.TryGetValue(role, out PartyCard? held) && card.Incarnation < held.Incarnation)
            {
                return false;
            }

            cards[role] = card;
            waiting = changed;
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        waiting.TrySetResult();
        return true;
    }

    /// <summary>The party's card now, and what completes when any card changes.</summary>
    public (PartyCard? Card, Task Changed) Look(Role role)
    {
        lock (gate)
        {
            return (cards.GetValueOrDefault(role), changed.Task);
        }
    }

    /// <summary>The party's card, as soon as it has registered.</summary>
    /// <exception cref="RunFaultException">It has not within the time.</exception>
    public async Task<PartyCard> WaitForAsync(Role role, TimeSpan time, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(time);
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (cards.TryGetValue(role, out PartyCard? card))
                {
                    return card;
                }

                next = changed.Task;
            }

            try
            {
                await next.WaitAsync(patience.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new RunFaultException(RunFault.Unavailable, $"{role} has not registered within {time.TotalSeconds} s");
            }
        }
    }

    /// <summary>Where Bob is dialled at the moment.</summary>
    public ValueTask<EndPoint> FindBobAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            return cards.TryGetValue(Role.Bob, out PartyCard? card)
                ? ValueTask.FromResult(HostAndPort.TryParse(card.WireAddress)!)
                : throw new InvalidOperationException("Bob has not registered.");
        }
    }
}
