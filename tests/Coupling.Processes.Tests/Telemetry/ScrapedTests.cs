using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Telemetry;

/// <summary>/metrics, as Prometheus scrapes it.</summary>
[Collection(OneAtATime.Name)]
public sealed class ScrapedTests : IDisposable
{
    private const string Anywhere = "127.0.0.1:0";

    private readonly TempFolder folder = new();

    [Fact]
    public async Task What_is_scraped_after_two_runs_is_the_sum_of_their_results()
    {
        await using OtlpCollector collector = await OtlpCollector.StartAsync();
        using Service coordinator = await Service.StartAsync(collector.Environment, ["coordinator", "--metrics", Anywhere, "--child"]);
        string url = coordinator.Announcement.Listening;
        using Service alice = await Service.StartAloneAsync("alice", "--distribution", Pair.P, "--coordinator", url, "--metrics", Anywhere);
        using Service bob = await Service.StartAloneAsync("bob", "--distribution", Pair.Q, "--coordinator", url);
        JsonElement[] results = [await RunAsync(url, "one", "repair:4,gumbel"), await RunAsync(url, "two", "repair:4,optimal:cached")];

        using var client = new HttpClient();
        PrometheusText scraped = await PrometheusText.GetAsync(client, $"http://{coordinator.Announcement.Metrics}/metrics");
        Assert.Null(Counters.Of(results).Difference(scraped.Counters));
        Assert.Equal("coupling-coordinator", scraped.Target["service_name"]);
        coordinator.CloseInput();
        Assert.Equal(0, await coordinator.EndAsync());
        Assert.Null(scraped.Counters.Difference(collector.CountersOf("coupling-coordinator")));

        PrometheusText hers = await PrometheusText.GetAsync(client, $"http://{alice.Announcement.Metrics}/metrics");
        int batches = 2 * ((5000 + results[0].At("plan", "batch").GetInt32() - 1) / results[0].At("plan", "batch").GetInt32());
        Assert.Equal(batches, hers.Others["coupling_batch_duration_seconds_count{mode=repair:4,role=alice}"]);
        Assert.Empty(hers.Counters.Values);
        Assert.Null(bob.Announcement.Metrics);

        string documented = File.ReadAllText(Path.Combine(Repository.Root, "docs", "telemetry.md"));
        Assert.Equal(
            scraped.Families.Concat(hers.Families).Order(),
            documented.Split('\n').Where(line => line.StartsWith("| `coupling.", StringComparison.Ordinal)).Select(line => line.Split('`')[^2]).Order());
    }

    [Fact]
    public async Task Metrics_are_served_at_their_own_address_only_and_nothing_else_is_there()
    {
        using Service coordinator = await Service.StartAloneAsync("coordinator", "--metrics", Anywhere);
        using var client = new HttpClient();
        string metrics = $"http://{coordinator.Announcement.Metrics}";
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{metrics}/")).StatusCode);
        using var call = new ByteArrayContent(new byte[5]);
        call.Headers.ContentType = new("application/grpc");
        Assert.NotEqual(HttpStatusCode.OK, (await client.PostAsync($"{metrics}/coupling.v1.Runs/Submit", call)).StatusCode);

        using var http2 = new HttpRequestMessage(HttpMethod.Get, $"{coordinator.Announcement.Listening}/metrics") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync(http2)).StatusCode);
    }

    [Fact]
    public async Task With_certificates_a_scraper_shows_one_too()
    {
        (await CouplingProgram.RunAsync("certs", "init", "--out", folder.In("certs"))).EndedWith(0);
        using Service coordinator = await Service.StartAloneAsync("coordinator", "--certs", folder.In("certs"), "--metrics", Anywhere);
        IPEndPoint address = IPEndPoint.Parse(coordinator.Announcement.Metrics!);
        using var ca = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(folder.In("certs"), "ca.pem"));
        using var user = X509Certificate2.CreateFromPemFile(Path.Combine(folder.In("certs"), "user.pem"), Path.Combine(folder.In("certs"), "user.key"));
        using (HttpClient known = Client(address, ca, user))
        {
            Assert.Equal("coupling-coordinator", (await PrometheusText.GetAsync(known, "https://coordinator/metrics")).Target["service_name"]);
        }

        using HttpClient nobody = Client(address, ca, certificate: null);
        await Assert.ThrowsAsync<HttpRequestException>(() => nobody.GetAsync("https://coordinator/metrics"));
    }

    [Fact]
    public async Task An_address_off_loopback_needs_certificates_or_the_users_word() =>
        (await CouplingProgram.RunAsync("alice", "--distribution", Pair.P, "--metrics", "0.0.0.0:0")).EndedWith(64).SaysWithoutTrace("--metrics: 0.0.0.0:0 (allowed without --certs: a loopback");

    [Fact]
    public async Task An_address_that_is_none_and_a_port_that_is_taken_are_named()
    {
        (await CouplingProgram.RunAsync("coordinator", "--metrics", "here")).EndedWith(64).SaysWithoutTrace("--metrics: here (allowed: ADDRESS:PORT");
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        (await CouplingProgram.RunAsync("coordinator", "--metrics", $"{taken.LocalEndpoint}")).EndedWith(69).SaysWithoutTrace($"--metrics: Failed to bind to address http://{taken.LocalEndpoint}");
    }

    public void Dispose() => folder.Dispose();

    /// <summary>The name that TLS asks for is the role's, whatever is dialled.</summary>
    private static HttpClient Client(IPEndPoint address, X509Certificate2 ca, X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(address, token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { ca }, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.ClientCertificates = certificate is null ? null : [X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null)];
        return new HttpClient(handler);
    }

    private async Task<JsonElement> RunAsync(string url, string name, string modes) => (await CouplingProgram.RunAsync(
        "run", "--coordinator", url, "--modes", modes, "--rounds", "5000", "--name", name, "--format", "json", "--out", folder.In(name))).EndedWith(0).Json();
}
