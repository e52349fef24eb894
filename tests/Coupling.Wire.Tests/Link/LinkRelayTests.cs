using System.Net;
using System.Net.Sockets;
using Coupling.Link;

namespace Coupling.Wire.Tests.Link;

/// <summary>The relay with bare sockets at both ends.</summary>
#pragma warning disable CA1001 // xunit disposes what has an asynchronous lifetime.
public sealed class LinkRelayTests : IAsyncLifetime
#pragma warning restore CA1001
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private LinkRelay link = null!;
    private Socket alice = null!;
    private Socket bob = null!;

    private LinkConnection Connection => link.Connections.Single();

    public async Task InitializeAsync()
    {
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        link = LinkRelay.Start(
            _ => ValueTask.FromResult(listener.LocalEndPoint!), new LinkOptions { MaximumConnections = 1 });
        alice = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await alice.ConnectAsync(link.EndPoint);
        bob = await listener.AcceptAsync();
    }

    public async Task DisposeAsync()
    {
        alice.Dispose();
        bob.Dispose();
        await link.DisposeAsync();
        listener.Dispose();
    }

    [Fact]
    public async Task The_end_of_one_stream_is_passed_on_and_the_other_goes_on()
    {
        await alice.SendAsync(new byte[10]);
        alice.Shutdown(SocketShutdown.Send);
        Assert.Equal(10, await ReadToEndAsync(bob));

        await bob.SendAsync(new byte[100_000]);
        await Task.Delay(50);
        Assert.Equal(LinkState.Open, Connection.State);
        bob.Shutdown(SocketShutdown.Send);
        Assert.Equal(100_000, await ReadToEndAsync(alice));

        Assert.Equal(LinkState.Ended, await Connection.Completion.WaitAsync(Soon));
        Assert.Equal((10, 100_000), (Connection.Alice.In, Connection.Alice.Out));
        Assert.Equal((100_000, 10), (Connection.Bob.In, Connection.Bob.Out));
        Assert.Null(Connection.Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reset_of_one_leg_resets_the_other(bool aliceResets)
    {
        (Socket dying, Socket living) = aliceResets ? (alice, bob) : (bob, alice);
        dying.Close(0);

        await Assert.ThrowsAsync<SocketException>(() => ReadToEndAsync(living).WaitAsync(Soon));

        Assert.Equal(LinkState.Broken, await Connection.Completion.WaitAsync(Soon));
        Assert.NotNull(Connection.Reason);
    }

    [Fact]
    public async Task A_receiver_that_never_reads_stops_the_sender_and_the_senders_reset_is_still_seen()
    {
        byte[] bulk = new byte[1 << 20];
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(1));
        long sent = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            while (true)
            {
                sent += await alice.SendAsync(bulk, patience.Token);
            }
        });

        // What the kernel's socket buffers hold may be much; what the link itself holds is one buffer.
        Assert.InRange(Connection.Alice.In - Connection.Bob.Out, 0, new LinkOptions().BufferBytes);
        Assert.Equal(LinkState.Open, Connection.State);
        alice.Close(0);

        Assert.Equal(LinkState.Broken, await Connection.Completion.WaitAsync(Soon));
    }

    [Fact]
    public async Task Closing_the_link_cuts_what_is_open()
    {
        await link.DisposeAsync();

        await Assert.ThrowsAsync<SocketException>(() => ReadToEndAsync(alice).WaitAsync(Soon));
        await Assert.ThrowsAsync<SocketException>(() => ReadToEndAsync(bob).WaitAsync(Soon));
        Assert.Equal("the link was closed", Connection.Reason);
    }

    [Fact]
    public async Task A_full_list_refuses_until_the_caller_forgets()
    {
        using Socket second = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await Assert.ThrowsAsync<SocketException>(async () =>
        {
            await second.ConnectAsync(link.EndPoint);
            await ReadToEndAsync(second).WaitAsync(Soon);
        });
        Assert.Equal(1, link.Refused);
        Assert.False(link.Forget(Connection.Id));

        alice.Close(0);
        await Connection.Completion.WaitAsync(Soon);
        Assert.True(link.Forget(Connection.Id));
        using Socket third = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await third.ConnectAsync(link.EndPoint);
        using Socket again = await listener.AcceptAsync();
        Assert.Equal(2, Connection.Id);
    }

    private static async Task<long> ReadToEndAsync(Socket socket)
    {
        byte[] buffer = new byte[64 * 1024];
        long total = 0;
        int taken;
        while ((taken = await socket.ReceiveAsync(buffer)) > 0)
        {
            total += taken;
        }

        return total;
    }
}
