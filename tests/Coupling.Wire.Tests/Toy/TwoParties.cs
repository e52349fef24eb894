using System.Net;
using Coupling.Link;
using Coupling.Wire.Dialing;
using Coupling.Wire.Meters;
using Coupling.Wire.Sessions;
using Coupling.Wire.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Coupling.Wire.Tests.Toy;

/// <summary>Alice and Bob with a metered gRPC connection through the link between them; what they say is the caller's.</summary>
internal sealed class TwoParties : IAsyncDisposable
{
    private readonly Func<WireSession, Task> asBob;
    private readonly TaskCompletionSource<MeteredConnection> arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication? bob;
    private LinkRelay? link;

    private TwoParties(Func<WireSession, Task> asBob) => this.asBob = asBob;

    public SessionMeter AliceSession { get; } = new();

    public SessionMeter BobSession { get; } = new();

    /// <summary>Starts Bob and the link.</summary>
    public static async Task<TwoParties> StartAsync(Func<WireSession, Task> asBob)
    {
        var parties = new TwoParties(asBob);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseByteMeter();
        }));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(parties);
        parties.bob = builder.Build();
        parties.bob.MapGrpcService<BobService>();
        await parties.bob.StartAsync();
        IPEndPoint address = IPEndPoint.Parse(new Uri(parties.bob.Urls.Single()).Authority);
        parties.link = LinkRelay.Start(_ => ValueTask.FromResult<EndPoint>(address));
        return parties;
    }

    /// <summary>Lets Alice dial the link, lets both speak, closes in order. Returns the counts of all who counted.</summary>
    public async Task<Meters.Counts> ConverseAsync(Func<WireSession, Task> asAlice)
    {
        await using WireConnection alice = await WireDialer.DialAsync(link!.EndPoint);
        using AsyncDuplexStreamingCall<Bundle, Bundle> call = alice.Client.Converse();
        await using (var session = new WireSession(new GrpcBundleTransport(call.ResponseStream, call.RequestStream), AliceSession))
        {
            await asAlice(session);
            await call.RequestStream.CompleteAsync();
            await session.ReceiveEndAsync(CancellationToken.None);
        }

        await alice.CloseAsync();
        MeteredConnection his = await arrived.Task;
        await his.Ended;
        LinkConnection relayed = link.Connections.Single();
        await relayed.Completion;
        return Meters.Counts.Of(alice.Meter, relayed, his.Meter);
    }

    public async ValueTask DisposeAsync()
    {
        await link!.DisposeAsync();
        await bob!.DisposeAsync();
    }

    private sealed class BobService(TwoParties parties) : V1.Wire.WireBase
    {
        public override async Task Converse(
            IAsyncStreamReader<Bundle> requestStream, IServerStreamWriter<Bundle> responseStream, ServerCallContext context)
        {
            parties.arrived.SetResult(context.GetHttpContext().Features.Get<MeteredConnection>()!);
            await using var session = new WireSession(new GrpcBundleTransport(requestStream, responseStream), parties.BobSession);
            await parties.asBob(session);
            await session.ReceiveEndAsync(context.CancellationToken);
        }
    }
}
