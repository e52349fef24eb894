using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Coupling.Wire.Dialing;
using Coupling.Wire.Hosting;
using Coupling.Wire.Security;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Coupling.Wire.Tests.Security;

/// <summary>What two ends make of each other's certificates over a real connection.</summary>
public sealed class TlsHandshakeTests : IAsyncLifetime
{
    private readonly string path = Directory.CreateTempSubdirectory("coupling-tls-").FullName;
    private IReadOnlyCollection<string> logged = null!;
    private WebApplication server = null!;
    private int port;

    [Theory]
    [InlineData(PeerRole.Alice)]
    [InlineData(PeerRole.User)]
    public async Task AnyRoleMayAskForHealth(PeerRole role)
    {
        using GrpcChannel channel = ServiceChannel.Create(Url, PeerRole.Coordinator, TlsIdentity.Load(path, role));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, (await CheckAsync(channel)).Status);
    }

    [Theory]
    [MemberData(nameof(BadCertificate.Kinds), MemberType = typeof(BadCertificate))]
    public async Task ACallerWithABadCertificateIsServedNothing(string kind, string reason)
    {
        if (kind == "wrong-role")
        {
            // Roles are asked per call: see below.
            return;
        }

        using X509Certificate2 authority = X509Certificate2.CreateFromPemFile(Path.Combine(path, "ca.pem"), Path.Combine(path, "ca.key"));
        X509Certificate2? bad = BadCertificate.Make(kind, authority, BadCertificate.ClientUsage);
        var handler = new SocketsHttpHandler();
        // The server is who it is; what is tested is what it says of its caller.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, server, _, _) => server is not null;
        handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls13;
        handler.SslOptions.ClientCertificates = bad is null ? [] : [bad];
        handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => bad!;
        using GrpcChannel channel = GrpcChannel.ForAddress(Url, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
        RpcException fault = await Assert.ThrowsAsync<RpcException>(() => CheckAsync(channel));

        // Which one it is depends on who notices first.
        Assert.Contains(fault.StatusCode, new[] { StatusCode.Unavailable, StatusCode.Internal });

        // Without a certificate there is nothing to check, and Kestrel ends the handshake by itself.
        Assert.True(kind == "none" || logged.Any(line => line.Contains(reason, StringComparison.Ordinal)), string.Join('\n', logged));
    }

    [Theory]
    [MemberData(nameof(BadCertificate.Kinds), MemberType = typeof(BadCertificate))]
    public async Task AServerWithABadCertificateIsLeftAndTheCheckIsNamed(string kind, string reason)
    {
        if (kind == "none")
        {
            // A server cannot begin without one.
            return;
        }

        using X509Certificate2 authority = X509Certificate2.CreateFromPemFile(Path.Combine(path, "ca.pem"), Path.Combine(path, "ca.key"));
        X509Certificate2 bad = BadCertificate.Make(kind, authority, BadCertificate.ServerUsage)!;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = ServeAsync(listener, bad);
        using GrpcChannel channel = ServiceChannel.Create(
            new Uri($"https://{listener.LocalEndpoint}"), PeerRole.Alice, TlsIdentity.Load(path, PeerRole.Coordinator));
        RpcException fault = await Assert.ThrowsAsync<RpcException>(() => CheckAsync(channel));
        Assert.Contains($"alice: it", TlsFault.Of(fault), StringComparison.Ordinal);
        Assert.Contains(reason, TlsFault.Of(fault), StringComparison.Ordinal);
        listener.Stop();
        await serving;
    }

    [Theory]
    [InlineData(PeerRole.Alice)]
    [InlineData(PeerRole.Bob)]
    [InlineData(PeerRole.Coordinator)]
    public async Task AMethodOfAnotherRoleIsDenied(PeerRole caller)
    {
        using GrpcChannel channel = ServiceChannel.Create(Url, PeerRole.Coordinator, TlsIdentity.Load(path, caller));
        RpcException fault = await Assert.ThrowsAsync<RpcException>(async () => await new V1.Runs.RunsClient(channel).CancelAsync(
            new V1.CancelRequest { RunId = "x" }, deadline: Soon()));
        Assert.Equal(StatusCode.PermissionDenied, fault.StatusCode);
        Assert.Contains($"called by {RoleName.Text(caller)} (allowed: user)", fault.Status.Detail, StringComparison.Ordinal);
        Assert.Null(TlsFault.Of(fault));
    }

    [Fact]
    public async Task NobodyThereIsNoFaultOfACertificate()
    {
        using GrpcChannel channel = ServiceChannel.Create(new Uri("https://127.0.0.1:1"), PeerRole.Alice, TlsIdentity.Load(path, PeerRole.User));
        RpcException fault = await Assert.ThrowsAsync<RpcException>(() => CheckAsync(channel));
        Assert.Equal(StatusCode.Unavailable, fault.StatusCode);
        Assert.Null(TlsFault.Of(fault));
    }

    public async Task InitializeAsync()
    {
        // An authority that is older than the certificates that it must sign for a time that is over.
        new CertificateFolder(path).Initialise([], keepAuthority: false, DateTimeOffset.UtcNow - TimeSpan.FromDays(3));
        var options = new ServiceOptions { Identity = TlsIdentity.Load(path, PeerRole.Coordinator) };
        WebApplicationBuilder builder = ServiceBuilder.Create(options);
        var log = new KeptLog();
        logged = log.Lines;
        builder.Logging.AddProvider(log);
        ListenOptions? endpoint = null;
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(options.Listen, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseMutualTls(options.Identity);
            endpoint = listen;
        }));
        server = builder.Build();
        server.MapGrpcHealthChecksService();
        server.MapGrpcService<NoRuns>();
        await server.StartAsync();
        port = endpoint!.IPEndPoint!.Port;
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(path, recursive: true);
    }

    private Uri Url => new($"https://127.0.0.1:{port}");

    private static DateTime Soon() => DateTime.UtcNow.AddSeconds(20);

    private static async Task<HealthCheckResponse> CheckAsync(GrpcChannel channel) =>
        await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest(), deadline: Soon());

    private static async Task ServeAsync(TcpListener listener, X509Certificate2 certificate)
    {
        try
        {
            while (true)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync();
                await using var stream = new SslStream(client.GetStream());
                try
                {
                    await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
                    {
                        ServerCertificate = certificate,
                        ApplicationProtocols = [SslApplicationProtocol.Http2],
                    });
                    _ = await stream.ReadAsync(new byte[1]);
                }
                catch (Exception fault) when (fault is IOException or AuthenticationException)
                {
                    // The client left: that is what is tested.
                }
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private sealed class NoRuns : V1.Runs.RunsBase;
}
