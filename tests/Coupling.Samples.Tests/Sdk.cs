using System.Diagnostics;

namespace Coupling.Samples.Tests;

/// <summary>The `dotnet` command in this repository.</summary>
internal static class Sdk
{
    public const string Configuration =
#if DEBUG
        "Debug";
#else
        "Release";
#endif

    /// <summary>The folder of the solution: it lies above the tests, wherever the clone is.</summary>
    public static readonly string Repository = Find();

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs it without building. Returns what it wrote to standard output.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [.. arguments, "-c", Configuration, "--no-build"])
        {
            WorkingDirectory = Repository,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
        Task<string> errors = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        Assert.True(process.ExitCode == 0, $"{await output}{await errors}");
        return await output;
    }

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && folder.GetFiles("*.sln").Length == 0)
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not lie in the repository.");
    }
}
