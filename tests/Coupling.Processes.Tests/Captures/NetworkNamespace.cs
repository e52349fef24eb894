using System.Diagnostics;

namespace Coupling.Processes.Tests.Captures;

/// <summary>A network of its own, with nothing in it but a loopback interface. It goes with the process that holds it.</summary>
internal sealed class NetworkNamespace : IDisposable
{
    private static readonly Lazy<string?> Reason = new(() => CaptureTools.Failure("unshare", "--net", "ip", "link", "set", "lo", "up"));

    private readonly Process holder;

    private NetworkNamespace(Process holder) => this.holder = holder;

    /// <summary>Why there can be none here; null if there can.</summary>
    public static string? WhyNot => Reason.Value is { } refused ? $"needs root or CAP_SYS_ADMIN for a network namespace: {refused}" : null;

    public static async Task<NetworkNamespace> CreateAsync()
    {
        var start = new ProcessStartInfo("unshare", ["--net", "bash", "-c", "ip link set lo up && echo up && read"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var network = new NetworkNamespace(Process.Start(start)!);
        try
        {
            Assert.Equal("up", await network.holder.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)));
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>How to start a program in it.</summary>
    public ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments) =>
        new("nsenter", [$"--net=/proc/{holder.Id}/ns/net", program, .. arguments]);

    /// <summary>Runs a program in it, to its end.</summary>
    public Task<string> RunAsync(string program, params string[] arguments)
    {
        ProcessStartInfo start = StartInfo(program, arguments);
        return CaptureTools.RunAsync(start.FileName, [.. start.ArgumentList]);
    }

    public void Dispose()
    {
        if (!holder.HasExited)
        {
            holder.Kill(entireProcessTree: true);
        }

        holder.Dispose();
    }
}
