using System.Net;
using System.Net.Sockets;

namespace Coupling.Link;

/// <summary>One conversation through the link: a leg to Alice, a leg to Bob, and what passed.</summary>
#pragma warning disable CA1001 // A cancellation source without a timer holds nothing, and Break may come after the end.
public sealed class LinkConnection
#pragma warning restore CA1001
{
    private readonly TaskCompletionSource<LinkState> completion =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource cut = new();
    private readonly Socket alice;
    private Socket? bob;

    internal LinkConnection(long id, Socket alice)
    {
        Id = id;
        this.alice = alice;
        AliceEndPoint = Plain(alice.RemoteEndPoint);
        AliceSees = Plain(alice.LocalEndPoint);
    }

    /// <summary>1, 2, 3, … in the order in which Alice's connections were accepted.</summary>
    public long Id { get; }

    public LegCounters Alice { get; } = new();

    public LegCounters Bob { get; } = new();

    public LinkState State { get; private set; } = LinkState.Dialling;

    /// <summary>Why it is broken; null otherwise.</summary>
    public string? Reason { get; private set; }

    /// <summary>Where Alice's connection comes from: her socket's local address.</summary>
    public EndPoint? AliceEndPoint { get; }

    /// <summary>Where Alice's connection arrived: the address that she dialled.</summary>
    public EndPoint? AliceSees { get; }

    /// <summary>Where Bob sees the connection come from: the remote address of his connection.</summary>
    public EndPoint? BobSees { get; private set; }

    /// <summary>Where Bob was dialled; null until he has answered.</summary>
    public EndPoint? BobEndPoint { get; private set; }

    /// <summary>
    /// Completes with Ended or Broken when both legs are closed and the counters are final; never faults.
    /// </summary>
    public Task<LinkState> Completion => completion.Task;

    /// <summary>Cancelled when the connection breaks.</summary>
    internal CancellationToken Cut => cut.Token;

    /// <summary>Asks something of both legs' sockets, such as the kernel's counts; of none that is not open yet.</summary>
    public (T? Alice, T? Bob) Ask<T>(Func<Socket, T?> question)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(question);
        Socket? towardsBob;
        lock (gate)
        {
            towardsBob = bob;
        }

        return (question(alice), towardsBob is null ? null : question(towardsBob));
    }

    /// <summary>Cuts both legs (TCP reset), so that both parties see it at once.</summary>
    public void Break(string reason)
    {
        lock (gate)
        {
            if (State is LinkState.Ended or LinkState.Broken)
            {
                return;
            }

            Reason = reason;
            State = LinkState.Broken;
            alice.Close(0);
            bob?.Close(0);
        }

        cut.Cancel();
    }

    /// <summary>False when the connection was cut meanwhile.</summary>
    internal bool TryOpen(Socket towardsBob)
    {
        lock (gate)
        {
            if (State != LinkState.Dialling)
            {
                return false;
            }

            bob = towardsBob;
            BobSees = Plain(towardsBob.LocalEndPoint);
            BobEndPoint = Plain(towardsBob.RemoteEndPoint);
            State = LinkState.Open;
            return true;
        }
    }

    /// <summary>Both pumps have seen the end of their stream and passed it on.</summary>
    internal void EndInOrder()
    {
        lock (gate)
        {
            if (State == LinkState.Open)
            {
                State = LinkState.Ended;
                alice.Dispose();
                bob?.Dispose();
            }
        }
    }

    /// <summary>Nothing moves the counters any more.</summary>
    internal void Complete() => completion.TrySetResult(State);

    // A socket that speaks both IP versions shows an IPv4 address as an IPv6 one; the other end shows it plainly.
    private static EndPoint? Plain(EndPoint? address) =>
        address is IPEndPoint { Address.IsIPv4MappedToIPv6: true } mapped
            ? new IPEndPoint(mapped.Address.MapToIPv4(), mapped.Port)
            : address;
}
