using System.Net;
using System.Net.Sockets;
using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Remote;

/// <summary>A coordinator, Alice and Bob as people start them on hosts of their own: by configuration files, each without a parent.</summary>
internal sealed class OwnHosts : IDisposable
{
    private readonly TempFolder folder;
    private readonly string[] tls;
    private readonly Dictionary<string, int> ports;
    private readonly Dictionary<string, Service> services = [];

    private OwnHosts(TempFolder folder, bool isSecure)
    {
        this.folder = folder;
        tls = isSecure ? ["--certs", folder.In("certs")] : [];
        ports = FreePorts();
    }

    public string Url => $"{(tls.Length > 0 ? "https" : "http")}://127.0.0.1:{ports["coordinator"]}";

    /// <summary>What a run by these services needs on its command line.</summary>
    public string[] Reach => ["--coordinator", Url, .. tls];

    public Service this[string role] => services[role];

    public static async Task<OwnHosts> StartAsync(TempFolder folder, bool isSecure, string p = Pair.P, string q = Pair.Q, bool disclose = true, string link = "on")
    {
        if (isSecure)
        {
            (await CouplingProgram.RunAsync("certs", "init", "--out", folder.In("certs"))).EndedWith(0);
        }

        var hosts = new OwnHosts(folder, isSecure);
        hosts.Configure("coordinator", $"\"store\": \"{folder.In("store")}\", \"link\": \"{link}\"");
        hosts.Configure("alice", $"\"distribution\": \"{p}\", \"disclose\": {(disclose ? "true" : "false")}, \"coordinator\": \"{hosts.Url}\"");
        hosts.Configure("bob", $"\"distribution\": \"{q}\", \"disclose\": {(disclose ? "true" : "false")}, \"coordinator\": \"{hosts.Url}\", \"wire-listen\": \"127.0.0.1:{hosts.ports["wire"]}\"");
        await Task.WhenAll(hosts.StartAsync("coordinator"), hosts.StartAsync("alice"), hosts.StartAsync("bob"));
        return hosts;
    }

    /// <summary>Starts a service, or starts it again, where it was.</summary>
    public async Task StartAsync(string role)
    {
        Service service = await Service.StartAloneAsync(role, "--config", ConfigurationOf(role));
        lock (services)
        {
            services[role] = service;
        }
    }

    public void Dispose()
    {
        foreach (Service service in services.Values)
        {
            service.Dispose();
        }
    }

    private string ConfigurationOf(string role) => folder.In($"{role}.json");

    private void Configure(string role, string more)
    {
        string certificates = tls.Length > 0 ? $", \"certs\": \"{tls[1]}\"" : string.Empty;
        File.WriteAllText(ConfigurationOf(role), $"{{\"listen\": \"127.0.0.1:{ports[role]}\"{certificates}, {more}}}");
    }

    /// <summary>Services that are started again must find their ports again: free ones, all taken at once and let go.</summary>
    private static Dictionary<string, int> FreePorts()
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, 4).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (TcpListener listener in listeners)
        {
            listener.Start();
        }

        int[] free = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (TcpListener listener in listeners)
        {
            listener.Stop();
        }

        return new Dictionary<string, int> { ["coordinator"] = free[0], ["alice"] = free[1], ["bob"] = free[2], ["wire"] = free[3] };
    }
}
