using System.Diagnostics;
using Coupling.Wire.Hosting;

namespace Coupling.Processes.Tests.Programs;

/// <summary>One service as a child process of the test.</summary>
internal sealed class Service : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly Task<string> log;

    private Service(Process process, Task<string> log, Announcement announcement)
    {
        this.process = process;
        this.log = log;
        Announcement = announcement;
    }

    public Announcement Announcement { get; }

    public static Task<Service> StartAsync(params string[] arguments) => StartAsync([], [.. arguments, "--child"]);

    /// <summary>One that no parent holds.</summary>
    public static Task<Service> StartAloneAsync(params string[] arguments) => StartAsync([], arguments);

    /// <summary>The same, with more in its environment.</summary>
    public static Task<Service> StartAloneAsync((string Name, string Value)[] environment, params string[] arguments) => StartAsync(environment, arguments);

    /// <summary>All that it wrote on standard error; it has ended.</summary>
    public Task<string> LogAsync() => log.WaitAsync(Patience);

    /// <summary>Asks it to end: SIGTERM.</summary>
    public async Task TerminateAsync()
    {
        using Process kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync();
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

    public static async Task<Service> StartAsync((string Name, string Value)[] environment, string[] arguments)
    {
        ProcessStartInfo start = CouplingProgram.StartInfo(arguments);
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        Task<string> log = process.StandardError.ReadToEndAsync();
        string? line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        Assert.True(line is not null, $"{arguments[0]} ended before it listened:\n{(line is null ? await log.WaitAsync(Patience) : string.Empty)}");
        return new Service(process, log, Announcement.FromLine(line!)!);
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
