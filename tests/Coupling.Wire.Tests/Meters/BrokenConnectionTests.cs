using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Coupling.Link;
using Coupling.Wire.Dialing;
using Coupling.Wire.Meters;
using Coupling.Wire.V1;
using Grpc.Core;

namespace Coupling.Wire.Tests.Meters;

public sealed class BrokenConnectionTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_killed_Alice_is_seen_by_the_link_and_by_Bob()
    {
        await using Conversation conversation = await Conversation.StartAsync();
        await conversation.PingPongAsync(1);
        LinkConnection link = conversation.Link.Connections.Single();
        MeteredConnection bob = conversation.Bob.Opened.Single();

        conversation.Alice.Abort();

        Assert.Equal(LinkState.Broken, await link.Completion.WaitAsync(Soon));
        Assert.NotNull(link.Reason);
        Assert.False((await bob.Ended.WaitAsync(Soon)).InOrder);
        Assert.Equal("cancelled", await conversation.Bob.OutcomeAsync());
        Assert.True(conversation.Counts.NothingFromNowhere, conversation.Counts.ToString());
        Assert.False((await conversation.Alice.CloseAsync()).InOrder);
    }

    [Fact]
    public async Task Alice_killed_in_the_middle_of_a_bulk_transfer_never_has_received_exceed_sent()
    {
        await using Conversation conversation = await Conversation.StartAsync();
        await conversation.PingPongAsync(1);
        Task talking = Task.Run(async () =>
        {
            while (true)
            {
                await conversation.Call.RequestStream.WriteAsync(Conversation.OfBytes(64 * 1024));
            }
        });
        Task listening = Task.Run(async () =>
        {
            await foreach (Bundle _ in conversation.Call.ResponseStream.ReadAllAsync())
            {
            }
        });
        await Task.Delay(100);

        conversation.Alice.Abort();

        await Assert.ThrowsAnyAsync<Exception>(() => talking.WaitAsync(Soon));
        await Assert.ThrowsAnyAsync<Exception>(() => listening.WaitAsync(Soon));
        Assert.Equal(LinkState.Broken, await conversation.Link.Connections.Single().Completion.WaitAsync(Soon));
        await conversation.Bob.Opened.Single().Ended.WaitAsync(Soon);
        Assert.True(conversation.Counts.NothingFromNowhere, conversation.Counts.ToString());
    }

    [Fact]
    public async Task A_cut_by_the_link_reaches_both_parties()
    {
        await using Conversation conversation = await Conversation.StartAsync();
        await conversation.PingPongAsync(1);

        conversation.Link.Connections.Single().Break("a test");

        RpcException failure = await Assert.ThrowsAsync<RpcException>(
            () => conversation.Call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Soon));
        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        Assert.Equal("cancelled", await conversation.Bob.OutcomeAsync());
        Assert.Equal("a test", conversation.Link.Connections.Single().Reason);
        MeteredEnd end = await conversation.Alice.CloseAsync();
        Assert.False(end.InOrder);
    }

    [Fact]
    public async Task Without_Bob_Alice_learns_so_quickly()
    {
        IPEndPoint nobody = FreeEndPoint();
        await using LinkRelay link = LinkRelay.Start(_ => ValueTask.FromResult<EndPoint>(nobody));
        Stopwatch watch = Stopwatch.StartNew();
        RpcException failure = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            // The link may have hung up before the dial is over.
            await using WireConnection alice = await WireDialer.DialAsync(link.EndPoint);
            using AsyncDuplexStreamingCall<Bundle, Bundle> call = alice.Client.Converse();
            await call.ResponseStream.MoveNext(CancellationToken.None);
        });

        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        Assert.True(watch.Elapsed < Soon);
        LinkConnection connection = link.Connections.Single();
        Assert.Equal(LinkState.Broken, await connection.Completion.WaitAsync(Soon));
        Assert.StartsWith("Bob cannot be dialled", connection.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_link_dialling_is_unavailable()
    {
        RpcException failure = await Assert.ThrowsAsync<RpcException>(() => WireDialer.DialAsync(FreeEndPoint()));

        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
    }

    private static IPEndPoint FreeEndPoint()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)socket.LocalEndPoint!;
    }
}
