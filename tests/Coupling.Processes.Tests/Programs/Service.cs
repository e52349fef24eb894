using System.Diagnostics;
using Coupling.Wire.Hosting;

namespace Coupling.Processes.Tests.Programs;

/// <summary>One service as a child process of the test.</summary>
internal sealed class Service : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process process;

    private Service(Process process, Announcement announcement)
    {
        this.process = process;
        Announcement = announcement;
    }

    public Announcement Announcement { get; }

    public static async Task<Service> StartAsync(params string[] arguments)
    {
        Process process = Process.Start(CouplingProgram.StartInfo([.. arguments, "--child"]))!;
        _ = process.StandardError.ReadToEndAsync();
        string? line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return new Service(process, Announcement.FromLine(line!)!);
    }

    /// <summary>At once, without a word: SIGKILL where there are signals.</summary>
    public void Kill() => process.Kill();

    /// <summary>As a parent that is gone.</summary>
    public void CloseInput() => process.StandardInput.Close();

    public async Task<int> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
