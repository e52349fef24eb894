using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Coupling.Link.Shapes;

namespace Coupling.Link;

/// <summary>
/// The link: a TCP relay between Alice and Bob that counts every byte of every leg. It neither understands nor changes
/// what passes.
/// </summary>
/// <remarks>
/// The end of one party's stream is passed on and the other direction goes on (half-close). A leg that fails takes the
/// other one with it, at once: what a shaped link holds then is dropped. Bob's address is asked for anew for each connection, so a restarted Bob is found again.
/// </remarks>
public sealed class LinkRelay : IAsyncDisposable
{
    // How often a connection is looked at for a reset that no pending read or write would report.
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromMilliseconds(200);

    private readonly Socket listener;
    private readonly Func<CancellationToken, ValueTask<EndPoint>> findBob;
    private readonly LinkOptions options;
    private readonly ConcurrentDictionary<long, LinkConnection> connections = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;
    private long lastId;
    private long refused;

    private LinkRelay(Socket listener, Func<CancellationToken, ValueTask<EndPoint>> findBob, LinkOptions options)
    {
        this.listener = listener;
        this.findBob = findBob;
        this.options = options;
        EndPoint = (IPEndPoint)listener.LocalEndPoint!;
        accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>HOST:PORT where Alice dials.</summary>
    public string Address => options.AdvertisedHost is { } host ? $"{host}:{EndPoint.Port}" : EndPoint.ToString();

    /// <summary>Connections turned away because the list was full.</summary>
    public long Refused => Interlocked.Read(ref refused);

    /// <summary>Every connection since the start that was not forgotten, oldest first.</summary>
    public IReadOnlyList<LinkConnection> Connections => [.. connections.Values.OrderBy(connection => connection.Id)];

    /// <summary>Listens at once.</summary>
    /// <param name="findBob">Bob's current address.</param>
    /// <param name="options">Null for the defaults: loopback, a free port.</param>
    public static LinkRelay Start(
        Func<CancellationToken, ValueTask<EndPoint>> findBob, LinkOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(findBob);
        options ??= new LinkOptions();
        Socket listener = new(options.Listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(options.Listen);
            listener.Listen();
            return new LinkRelay(listener, findBob, options);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>Drops a connection from the list; false while it is not over, or when it is not there.</summary>
    public bool Forget(long id) =>
        connections.TryGetValue(id, out LinkConnection? connection) &&
        connection.Completion.IsCompleted &&
        connections.TryRemove(id, out _);

    /// <summary>Stops listening and cuts what is still open.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        listener.Dispose();
        await accepting.ConfigureAwait(false);
        foreach (LinkConnection connection in connections.Values)
        {
            connection.Break("the link was closed");
        }

        await Task.WhenAll(connections.Values.Select(connection => connection.Completion)).ConfigureAwait(false);
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            Socket alice;
            try
            {
                alice = await listener.AcceptAsync(stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // A client that gave up in the queue, or no free file handle: neither ends the link.
                await Task.Delay(WatchPeriod, CancellationToken.None).ConfigureAwait(false);
                continue;
            }

            if (connections.Count >= options.MaximumConnections)
            {
                Interlocked.Increment(ref refused);
                alice.Close(0);
                continue;
            }

            LinkConnection connection = new(++lastId, alice);
            connections[connection.Id] = connection;
            _ = Task.Run(() => RelayAsync(connection, alice), CancellationToken.None);
        }
    }

    private async Task RelayAsync(LinkConnection connection, Socket alice)
    {
        try
        {
            Socket? bob = await DialAsync(connection).ConfigureAwait(false);
            if (bob is not null)
            {
                await CarryAsync(connection, alice, bob).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // Nobody awaits this task: whatever went wrong is told by the connection.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            connection.Break(exception.Message);
        }
        finally
        {
            connection.Complete();
        }
    }

    private async Task<Socket?> DialAsync(LinkConnection connection)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(connection.Cut);
        patience.CancelAfter(options.DialTime);
        Socket? bob = null;
        try
        {
            EndPoint address = await findBob(patience.Token).ConfigureAwait(false);
            bob = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await bob.ConnectAsync(address, patience.Token).ConfigureAwait(false);
            if (connection.TryOpen(bob))
            {
                return bob;
            }
        }
#pragma warning disable CA1031 // The resolver is the caller's: whatever it throws is why this connection has no Bob.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            connection.Break($"Bob cannot be dialled: {exception.Message}");
        }

        // Bob may have accepted already: a reset, for an end of the stream would look like an orderly one.
        bob?.Close(0);
        return null;
    }

    private async Task CarryAsync(LinkConnection connection, Socket alice, Socket bob)
    {
        alice.NoDelay = true;
        Task forth = CarryOneWayAsync(connection, "Alice to Bob", alice, connection.Alice, bob, connection.Bob, options.Shape.Up);
        Task back = CarryOneWayAsync(connection, "Bob to Alice", bob, connection.Bob, alice, connection.Alice, options.Shape.Down);
        Task both = Task.WhenAll(forth, back);
        await WatchAsync(connection, both, alice, bob).ConfigureAwait(false);
        await both.ConfigureAwait(false);
        BreakIfReset(connection, alice, bob);
        connection.EndInOrder();
    }

    private async Task CarryOneWayAsync(
        LinkConnection connection, string way, Socket source, LegCounters taken, Socket target, LegCounters given, DirectionShape shape)
    {
        try
        {
            Task carrying = shape.IsPlain
                ? Pump.RunAsync(source, taken, target, given, options.BufferBytes)
                : ShapedPump.RunAsync(source, taken, target, given, shape, options.BufferBytes, connection.Cut);
            await carrying.ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            connection.Break($"{way}: {exception.Message}");
        }
    }

    /// <summary>
    /// While a pump waits to write to one leg it does not read the other, so nobody would hear of that one's reset.
    /// </summary>
    private static async Task WatchAsync(LinkConnection connection, Task pumps, Socket alice, Socket bob)
    {
        using PeriodicTimer timer = new(WatchPeriod);
        while (true)
        {
            Task<bool> tick = timer.WaitForNextTickAsync().AsTask();
            if (await Task.WhenAny(pumps, tick).ConfigureAwait(false) == pumps)
            {
                return;
            }

            BreakIfReset(connection, alice, bob);
        }
    }

    private static void BreakIfReset(LinkConnection connection, Socket alice, Socket bob)
    {
        try
        {
            if (alice.Poll(0, SelectMode.SelectError) || bob.Poll(0, SelectMode.SelectError))
            {
                connection.Break("a leg was reset");
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            connection.Break(exception.Message);
        }
    }
}
