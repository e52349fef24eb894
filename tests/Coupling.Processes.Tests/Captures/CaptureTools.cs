using System.ComponentModel;
using System.Diagnostics;

namespace Coupling.Processes.Tests.Captures;

/// <summary>Wireshark's command line programs: the outside witness.</summary>
internal static class CaptureTools
{
    public const string Interface = "lo";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Lazy<string?> Reason = new(Find);

    /// <summary>Why packets cannot be captured here; null if they can.</summary>
    public static string? WhyNot => Reason.Value;

    /// <summary>Runs a program to its end. Standard error is part of what is returned only if it fails.</summary>
    /// <exception cref="InvalidOperationException">It is not there, failed, or took too long.</exception>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{program} has not ended within {Patience.TotalSeconds} s");
        }

        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {(await errors).Trim()}");
    }

    /// <summary>The failure of a program in words; null if it succeeds.</summary>
    public static string? Failure(string program, params string[] arguments)
    {
        try
        {
            RunAsync(program, arguments).GetAwaiter().GetResult();
            return null;
        }
        catch (Exception fault) when (fault is InvalidOperationException or Win32Exception)
        {
            return fault.Message;
        }
    }

    private static string? Find()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "captures the interface lo, which only Linux has";
        }

        // The first asks nothing of the system; the second opens the interface, which needs root or CAP_NET_RAW.
        return Failure("tshark", "--version") is { } missing ? $"needs tshark: {missing}"
            : Failure("dumpcap", "-i", Interface, "-L") is { } refused ? $"needs root or CAP_NET_RAW to capture: {refused}"
            : null;
    }
}
