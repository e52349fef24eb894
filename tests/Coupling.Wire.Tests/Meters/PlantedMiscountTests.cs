using System.Net;
using System.Net.Sockets;
using Coupling.Link;
using Coupling.Wire.Meters;
using Coupling.Wire.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Coupling.Wire.Tests.Meters;

/// <summary>The comparison can fail.</summary>
public sealed class PlantedMiscountTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_meter_that_forgets_one_overload_is_seen(bool forgets)
    {
        await using WireHost bob = await WireHost.StartAsync();
        await using LinkRelay link = LinkRelay.Start(_ => ValueTask.FromResult<EndPoint>(bob.EndPoint));
        ByteMeter meter = new();
        using SocketsHttpHandler handler = new()
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(link.EndPoint, cancellationToken);
                return new ForgetfulStream(socket, meter, forgets);
            },
        };
        using GrpcChannel channel = GrpcChannel.ForAddress("http://link", new() { HttpHandler = handler });
        using AsyncDuplexStreamingCall<Bundle, Bundle> call = new V1.Wire.WireClient(channel).Converse();
        await call.RequestStream.WriteAsync(Conversation.OfBytes(10));
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        await Task.Delay(100);

        Counts counts = Counts.Of(meter, link.Connections.Single(), bob.Opened.Single().Meter);
        Assert.Equal(
            forgets ? [$"Alice sent / link in: 0 / {counts.LinkInFromAlice}"] : Array.Empty<string>(),
            counts.Differences());
    }

    public static TheoryData<int> Fields => [.. Enumerable.Range(0, 8)];

    [Theory]
    [MemberData(nameof(Fields))]
    public void One_byte_off_in_any_of_the_eight_counts_is_seen(int field)
    {
        long[] n = [.. Enumerable.Range(0, 8).Select(other => 1000L + (other == field ? 1 : 0))];
        Counts counts = new(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]);

        Assert.NotEmpty(counts.Differences());
    }
}
