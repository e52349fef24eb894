using System.Net;
using Coupling.Coordination.Parties;
using Coupling.Protocols;
using Coupling.Wire.Hosting;
using Coupling.Wire.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Coupling.Coordination.Tests.Results;

/// <summary>A party that answers one question only: how its marginal looks.</summary>
internal sealed class FakeParty : IAsyncDisposable
{
    private readonly WebApplication application;

    private FakeParty(WebApplication application) => this.application = application;

    public static async Task<FakeParty> StartAsync(MarginalTest answer)
    {
        WebApplicationBuilder builder = ServiceBuilder.Create();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(answer);
        WebApplication application = builder.Build();
        application.MapGrpcService<Service>();
        await application.StartAsync();
        return new FakeParty(application);
    }

    public PartyClient ClientOf(Role role) => new(role, new PartyCard { ControlAddress = application.Urls.Single() });

    public async ValueTask DisposeAsync() => await application.DisposeAsync();

    internal sealed class Service(MarginalTest answer) : Party.PartyBase
    {
        public override async Task<MarginalTest> TestMarginal(IAsyncStreamReader<CountsChunk> requestStream, ServerCallContext context)
        {
            while (await requestStream.MoveNext(context.CancellationToken))
            {
            }

            return answer;
        }
    }
}
