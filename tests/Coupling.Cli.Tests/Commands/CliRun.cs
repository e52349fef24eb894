using System.Diagnostics;

namespace Coupling.Cli.Tests.Commands;

/// <summary>The command line, as a process of its own.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
internal sealed record CliRun(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>`coupling run` on three items, all services in its process.</summary>
    public static Task<CliRun> RunAsync(string folder, params string[] arguments) => StartAsync([
        "run", "--topology", "in-process", "--p", "inline:0.5,0.3,0.2", "--q", "inline:0.2,0.3,0.5", "--out", folder, .. arguments]);

    /// <summary>Whatever command.</summary>
    public static async Task<CliRun> StartAsync(string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Coupling.Cli.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
        Task<string> errors = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return new CliRun(process.ExitCode, await output, await errors);
    }
}
