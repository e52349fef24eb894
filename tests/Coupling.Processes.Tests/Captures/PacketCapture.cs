using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Coupling.Processes.Tests.Captures;

/// <summary>Captures the packets of the loopback interface while something runs, and reads them.</summary>
/// <remarks>
/// It has begun when a packet that was sent for that purpose is in the file, and it ends when another one is; what lies between is in
/// the file too. A capture that dropped packets is none.
/// </remarks>
internal sealed partial class PacketCapture : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // Discard: nobody listens there.
    private const int MarkPort = 9;
    private const string Fields = "tcp.stream ip.src tcp.srcport ip.dst tcp.dstport tcp.seq tcp.len tcp.flags.syn tcp.flags.ack tcp.flags.fin";

    private readonly Process process;
    private readonly Task<string> errors;
    private readonly NetworkNamespace? network;

    private PacketCapture(Process process, string file, NetworkNamespace? network)
    {
        this.process = process;
        this.network = network;
        File = file;
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>What was captured, as pcapng.</summary>
    public string File { get; }

    /// <param name="file">A new file.</param>
    /// <param name="filter">Which packets, as pcap-filter has it; empty for all.</param>
    /// <param name="network">Where; null for this process's own network.</param>
    public static async Task<PacketCapture> StartAsync(string file, string filter, NetworkNamespace? network = null)
    {
        // Of each packet its headers are enough: they say how much it carries.
        string marked = filter.Length == 0 ? string.Empty : $"({filter}) or udp port {MarkPort}";
        string[] arguments = ["-q", "-i", CaptureTools.Interface, "-f", marked, "-s", "128", "-B", "64", "-w", file];
        ProcessStartInfo start = network?.StartInfo("dumpcap", arguments) ?? new ProcessStartInfo("dumpcap", arguments);
        start.RedirectStandardError = true;
        var capture = new PacketCapture(Process.Start(start)!, file, network);
        try
        {
            await capture.MarkAsync("begins");
        }
        catch
        {
            await capture.DisposeAsync();
            throw;
        }

        return capture;
    }

    /// <summary>Ends the capture.</summary>
    /// <returns>All TCP segments over IPv4, in the order in which they were captured.</returns>
    public async Task<IReadOnlyList<Segment>> EndAsync()
    {
        await MarkAsync("ends");
        await CaptureTools.RunAsync("kill", "-INT", $"{process.Id}");
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        string said = await errors;
        Assert.True(process.ExitCode == 0, $"dumpcap ended with {process.ExitCode}: {said}");
        Match counts = Counts().Match(said);
        Assert.True(counts.Success, $"dumpcap does not say what it dropped: {said}");
        Assert.True(counts.Groups["dropped"].Value == "0", $"the capture is not whole: {said}");
        return await ReadAsync();
    }

    /// <summary>Lines of other fields of the captured packets, such as `ip.proto`, separated by tabs.</summary>
    public async Task<string[]> FieldsAsync(string display, string fields)
    {
        string output = await CaptureTools.RunAsync(
            "tshark", ["-n", "-r", File, "-Y", display, "-T", "fields", .. fields.Split(' ').SelectMany(field => new[] { "-e", field })]);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task<IReadOnlyList<Segment>> ReadAsync() =>
        [.. (await FieldsAsync("ip && tcp", Fields)).Select(Parse)];

    private static Segment Parse(string line)
    {
        string[] cells = line.Split('\t');
        return new Segment(
            Number(cells[0]), $"{cells[1]}:{cells[2]}", $"{cells[3]}:{cells[4]}", long.Parse(cells[5], CultureInfo.InvariantCulture), Number(cells[6]),
            IsSet(cells[7]) && !IsSet(cells[8]), IsSet(cells[9]));
    }

    private static int Number(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);

    // Written as 1 or as True, by tshark's version.
    private static bool IsSet(string cell) => cell is "1" or "True";

    /// <summary>Sends a packet of its own until it is in the file.</summary>
    private async Task MarkAsync(string what)
    {
        string mark = $"coupling: the capture {what} {Guid.NewGuid():N}";
        var clock = Stopwatch.StartNew();
        do
        {
            Assert.False(process.HasExited, $"dumpcap has ended: {(process.HasExited ? await errors : string.Empty)}");
            Assert.True(clock.Elapsed < Patience, $"dumpcap has not captured a packet within {Patience.TotalSeconds} s");
            await SendAsync(mark);
            await Task.Delay(Pause);
        }
        while (!await HasAsync(mark));
    }

    private Task<string> SendAsync(string mark)
    {
        string[] arguments = ["-c", $"printf '%s' '{mark}' > /dev/udp/127.0.0.1/{MarkPort}"];
        return network is null ? CaptureTools.RunAsync("bash", arguments) : network.RunAsync("bash", arguments);
    }

    private async Task<bool> HasAsync(string mark)
    {
        if (!System.IO.File.Exists(File))
        {
            return false;
        }

        await using var stream = new FileStream(File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content);
        return content.GetBuffer().AsSpan(0, (int)content.Length).IndexOf(Encoding.ASCII.GetBytes(mark)) >= 0;
    }

    [GeneratedRegex(@"Packets received/dropped on interface [^:]*: ?[^:]*: (?<received>\d+)/(?<dropped>\d+) ")]
    private static partial Regex Counts();
}
