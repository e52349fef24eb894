using System.Net;
using Coupling.Link;
using Coupling.Wire.Dialing;
using Coupling.Wire.Meters;
using Coupling.Wire.V1;
using Grpc.Core;

namespace Coupling.Wire.Tests.Meters;

public sealed class OneConnectionTests
{
    [Fact]
    public async Task All_calls_of_a_channel_share_one_connection_and_know_it()
    {
        await using Conversation conversation = await Conversation.StartAsync();
        await conversation.PingPongAsync(1);
        for (int call = 0; call < 5; call++)
        {
            using AsyncDuplexStreamingCall<Bundle, Bundle> other = conversation.Alice.Client.Converse();
            await other.RequestStream.WriteAsync(Conversation.OfBytes(1));
            Assert.True(await other.ResponseStream.MoveNext(CancellationToken.None));
        }

        LinkConnection link = Assert.Single(conversation.Link.Connections);
        MeteredConnection bob = Assert.Single(conversation.Bob.Opened);
        Assert.Equal(6, conversation.Bob.Carriers.Count);
        Assert.All(conversation.Bob.Carriers, carrier => Assert.Same(bob, carrier));
        Assert.Equal(conversation.Alice.LocalEndPoint, link.AliceEndPoint);
        Assert.Equal(bob.RemoteEndPoint, link.BobSees);
    }

    [Fact]
    public async Task A_channel_that_lost_its_connection_opens_no_other()
    {
        await using Conversation conversation = await Conversation.StartAsync();
        await conversation.PingPongAsync(1);
        LinkConnection link = conversation.Link.Connections.Single();
        link.Break("a test");
        await link.Completion;
        await Assert.ThrowsAsync<RpcException>(
            () => conversation.Call.ResponseStream.MoveNext(CancellationToken.None));

        using AsyncDuplexStreamingCall<Bundle, Bundle> again = conversation.Alice.Client.Converse();
        RpcException failure = await Assert.ThrowsAsync<RpcException>(
            () => again.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        Assert.Single(conversation.Link.Connections);
    }

    [Fact]
    public async Task The_link_finds_a_restarted_Bob_at_his_new_address()
    {
        EndPoint current = new IPEndPoint(IPAddress.Loopback, 1);
        await using LinkRelay link = LinkRelay.Start(_ => ValueTask.FromResult(current));
        for (int life = 0; life < 2; life++)
        {
            await using WireHost bob = await WireHost.StartAsync();
            current = bob.EndPoint;
            await using WireConnection alice = await WireDialer.DialAsync(link.EndPoint);
            using AsyncDuplexStreamingCall<Bundle, Bundle> call = alice.Client.Converse();
            await call.RequestStream.WriteAsync(Conversation.OfBytes(1));
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        }

        Assert.Equal([1L, 2L], link.Connections.Select(connection => connection.Id));
        foreach (LinkConnection connection in link.Connections)
        {
            await connection.Completion;
            Assert.True(link.Forget(connection.Id));
        }

        Assert.Empty(link.Connections);
    }

    [Fact]
    public async Task A_Bob_who_never_reads_holds_Alice_back()
    {
        await using Conversation conversation = await Conversation.StartAsync(deaf: true);
        int messages = 0;
        Task talking = Task.Run(async () =>
        {
            while (true)
            {
                await conversation.Call.RequestStream.WriteAsync(Conversation.OfBytes(64 * 1024));
                messages++;
            }
        });
        Counts counts = await conversation.BarrierAsync();
        while (await conversation.BarrierAsync() is var later && later != counts)
        {
            counts = later;
        }

        Assert.False(talking.IsCompleted);
        Assert.InRange(messages, 1, 64);
        Assert.InRange(counts.AliceSent, 1, 4 << 20);
        conversation.Alice.Abort();
        await Assert.ThrowsAnyAsync<Exception>(() => talking);
    }
}
