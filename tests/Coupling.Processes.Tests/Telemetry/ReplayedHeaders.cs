using System.Net;
using System.Net.Sockets;
using Coupling.Processes.Tests.Programs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Coupling.Processes.Tests.Telemetry;

/// <summary>Reads the headers in a recording of HTTP/2, which are compressed: says the same to a server that writes them down.</summary>
internal static class ReplayedHeaders
{
    /// <param name="recorded">What a client said on one connection with one call.</param>
    /// <returns>The headers of the call, as `name: value`.</returns>
    public static async Task<IReadOnlyList<string>> ReadAsync(byte[] recorded)
    {
        var seen = new TaskCompletionSource<IReadOnlyList<string>>(TaskCreationOptions.RunContinuationsAsynchronously);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.Http2.InitialStreamWindowSize = 4 << 20;
            kestrel.Limits.Http2.InitialConnectionWindowSize = 8 << 20;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        await using WebApplication server = builder.Build();
        server.Run(context =>
        {
            seen.TrySetResult([$":path: {context.Request.Path}", .. context.Request.Headers.SelectMany(header => header.Value.Select(value => $"{header.Key.ToLowerInvariant()}: {value}"))]);
            return Task.CompletedTask;
        });
        await server.StartAsync();
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        var address = new Uri(server.Urls.Single());
        await client.ConnectAsync(address.Host, address.Port);
        await client.SendAsync(recorded);
        return await seen.Task.WaitAsync(CouplingProgram.Patience);
    }
}
