using System.Net;
using Coupling.Link;
using Coupling.Wire.Dialing;
using Coupling.Wire.Meters;
using Coupling.Wire.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Coupling.Wire.Tests.Meters;

/// <summary>Alice, the link and an echoing Bob, with one call open.</summary>
internal sealed class Conversation : IAsyncDisposable
{
    private Conversation(WireHost bob, LinkRelay link, WireConnection alice)
    {
        Bob = bob;
        Link = link;
        Alice = alice;
        Call = alice.Client.Converse();
    }

    public WireHost Bob { get; }

    public LinkRelay Link { get; }

    public WireConnection Alice { get; }

    public AsyncDuplexStreamingCall<Bundle, Bundle> Call { get; }

    /// <summary>All zero until Bob's server has the connection.</summary>
    public Counts Counts => Bob.Opened.IsEmpty
        ? default
        : Counts.Of(Alice.Meter, Link.Connections.Single(), Bob.Opened.Single().Meter);

    public static async Task<Conversation> StartAsync(bool deaf = false)
    {
        WireHost bob = await WireHost.StartAsync(deaf);
        LinkRelay link = LinkRelay.Start(_ => ValueTask.FromResult<EndPoint>(bob.EndPoint));
        return new Conversation(bob, link, await WireDialer.DialAsync(link.EndPoint));
    }

    public static Bundle OfBytes(int bytes) => new() { Payload = ByteString.CopyFrom(new byte[bytes]) };

    public async Task PingPongAsync(int bytes)
    {
        await Call.RequestStream.WriteAsync(OfBytes(bytes));
        Assert.True(await Call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(bytes, Call.ResponseStream.Current.Payload.Length);
    }

    /// <summary>Both sides are silent by now: the counts once they rest.</summary>
    public async Task<Counts> BarrierAsync()
    {
        Counts last = Counts;
        for (int quiet = 0; quiet < 3;)
        {
            await Task.Delay(10);
            Counts now = Counts;
            quiet = now == last && now != default ? quiet + 1 : 0;
            last = now;
        }

        return last;
    }

    /// <summary>Alice completes her stream, Bob returns, his status is there.</summary>
    public async Task FinishCallAsync()
    {
        await Call.RequestStream.CompleteAsync();
        Assert.False(await Call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(StatusCode.OK, Call.GetStatus().StatusCode);
        Call.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        Call.Dispose();
        await Alice.DisposeAsync();
        await Link.DisposeAsync();
        await Bob.DisposeAsync();
    }
}
