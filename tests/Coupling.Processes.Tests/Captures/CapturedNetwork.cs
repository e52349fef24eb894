using System.Diagnostics;
using System.Text.Json;
using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Captures;

/// <summary>A run in a network of its own: everything that passed there, and who listened where.</summary>
/// <param name="Result">Of the run.</param>
/// <param name="Segments">All TCP segments.</param>
/// <param name="Ports">Where each service listened.</param>
/// <param name="OtherPackets">Protocols of what is not TCP over IPv4.</param>
internal sealed record CapturedNetwork(
    JsonElement Result, IReadOnlyList<Segment> Segments, IReadOnlyDictionary<string, IReadOnlyList<int>> Ports, IReadOnlyList<string> OtherPackets)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<CapturedNetwork> OfAsync(params string[] modes)
    {
        using var folder = new TempFolder();
        using NetworkNamespace network = await NetworkNamespace.CreateAsync();
        await using PacketCapture capture = await PacketCapture.StartAsync(folder.In("run.pcapng"), filter: string.Empty, network);
        ProcessStartInfo coupling = CouplingProgram.StartInfo(
            ["run", "--p", Pair.P, "--q", Pair.Q, "--modes", string.Join(',', modes), "--rounds", "200000", "--format", "json", "--out", folder.Out]);
        using CouplingProgram program = CouplingProgram.Start(network.StartInfo(coupling.FileName, coupling.ArgumentList));
        Dictionary<string, IReadOnlyList<int>> ports = await PortsAsync(program.Id);
        Outcome outcome = await program.EndAsync();
        IReadOnlyList<Segment> segments = await capture.EndAsync();

        // The packet that marks a capture's beginning and end, and its refusal, are not the run's.
        string[] others = await capture.FieldsAsync("!(ip && tcp) && !(udp.port == 9)", "frame.protocols");
        return new CapturedNetwork(outcome.EndedWith(0).Json(), segments, ports, others);
    }

    /// <summary>Connections that were opened to a port.</summary>
    public int ConnectionsTo(int port) => Segments.Count(segment => segment.Opens && PortOf(segment.To) == port);

    /// <summary>The port of every connection that was opened.</summary>
    public IEnumerable<int> Dialled => Segments.Where(segment => segment.Opens).Select(segment => PortOf(segment.To));

    private static int PortOf(string address) => System.Net.IPEndPoint.Parse(address).Port;

    /// <summary>Where the services listen, once all of them do: the coordinator and Bob at two ports each, Alice at one.</summary>
    private static async Task<Dictionary<string, IReadOnlyList<int>>> PortsAsync(int parent)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var ports = Children.Of(parent).ToDictionary(child => child.Key, child => ListeningPorts.Of(child.Value));

            // A process that was forked a moment ago still holds what its parent listens at.
            int[] all = [.. ports.SelectMany(service => service.Value)];
            if (all.Length == 5 && all.Distinct().Count() == 5)
            {
                return ports;
            }

            Assert.True(clock.Elapsed < Patience, $"they listen at {string.Join(", ", ports.SelectMany(service => service.Value))}");
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }
}
