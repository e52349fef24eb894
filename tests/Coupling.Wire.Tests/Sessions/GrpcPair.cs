using System.Net;
using Coupling.Link;
using Coupling.Protocols;
using Coupling.Wire.Dialing;
using Coupling.Wire.Hosting;
using Coupling.Wire.Sessions;
using Coupling.Wire.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Coupling.Wire.Tests.Sessions;

/// <summary>A Converse call over loopback TCP, through the link.</summary>
internal sealed class GrpcPair : ITransportPair
{
    private readonly TaskCompletionSource<IBundleTransport> arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication host;
    private readonly LinkRelay link;
    private readonly WireConnection connection;
    private readonly AsyncDuplexStreamingCall<Bundle, Bundle> call;

    private GrpcPair(WebApplication host, LinkRelay link, WireConnection connection)
    {
        this.host = host;
        this.link = link;
        this.connection = connection;
        call = connection.Client.Converse();
        Alice = new GrpcBundleTransport(call.ResponseStream, call.RequestStream);
        Bob = Alice;
    }

    public IBundleTransport Alice { get; }

    public IBundleTransport Bob { get; private set; }

    public static async Task<ITransportPair> StartAsync()
    {
        var doorman = new Doorman();
        WebApplicationBuilder builder = ServiceBuilder.Create();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(doorman);
        WebApplication host = builder.Build();
        host.MapGrpcService<Service>();
        await host.StartAsync();
        EndPoint address = IPEndPoint.Parse(new Uri(host.Urls.Single()).Authority);
        LinkRelay link = LinkRelay.Start(_ => ValueTask.FromResult(address));
        var pair = new GrpcPair(host, link, await WireDialer.DialAsync(link.EndPoint));
        doorman.Pair.SetResult(pair);
        pair.Bob = await pair.arrival.Task.WaitAsync(TimeSpan.FromSeconds(5));
        return pair;
    }

    public async Task EndAsync(Role role)
    {
        if (role == Role.Alice)
        {
            await call.RequestStream.CompleteAsync();
        }
        else
        {
            released.TrySetResult(true);
        }
    }

    public Task BreakAsync(Role role)
    {
        if (role == Role.Alice)
        {
            connection.Abort();
        }
        else
        {
            released.TrySetResult(false);
        }

        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        released.TrySetResult(false);
        call.Dispose();
        await connection.DisposeAsync();
        await link.DisposeAsync();
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await host.StopAsync(now.Token);
        await host.DisposeAsync();
    }

    /// <summary>Where the service finds the pair that it serves.</summary>
    internal sealed class Doorman
    {
        public TaskCompletionSource<GrpcPair> Pair { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal sealed class Service(Doorman doorman) : V1.Wire.WireBase
    {
        public override async Task Converse(
            IAsyncStreamReader<Bundle> requestStream, IServerStreamWriter<Bundle> responseStream, ServerCallContext context)
        {
            GrpcPair pair = await doorman.Pair.Task;
            pair.arrival.SetResult(new GrpcBundleTransport(requestStream, responseStream));
            if (!await pair.released.Task.WaitAsync(context.CancellationToken))
            {
                throw new RpcException(new Status(StatusCode.Aborted, "broken off"));
            }
        }
    }
}
