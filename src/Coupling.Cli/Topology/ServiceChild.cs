using System.Diagnostics;
using Coupling.Wire.Hosting;

namespace Coupling.Cli.Topology;

/// <summary>One service as a child process: this program, started again.</summary>
internal sealed class ServiceChild : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(5);

    private readonly Process process;
    private readonly Task log;

    private ServiceChild(Process process, Task log, Announcement announcement)
    {
        this.process = process;
        this.log = log;
        Announcement = announcement;
    }

    public Announcement Announcement { get; }

    /// <summary>Completes when the process is gone.</summary>
    public Task EndedAsync(CancellationToken cancellationToken) => process.WaitForExitAsync(cancellationToken);

    /// <summary>Starts it and waits for its announcement.</summary>
    /// <exception cref="ServiceStartException">It ended, or said nothing in time.</exception>
    public static async Task<ServiceChild> StartAsync(IReadOnlyList<string> arguments, string logFile, CancellationToken cancellationToken)
    {
        Process process = Process.Start(StartInfo(arguments))
            ?? throw new ServiceStartException($"{arguments[0]}: the process did not start");
        Task log = LogAsync(process.StandardError, logFile);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StartTime);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(patience.Token).ConfigureAwait(false) is { } line)
            {
                if (Announcement.FromLine(line) is { } announcement)
                {
                    return new ServiceChild(process, log, announcement);
                }
            }

            await log.ConfigureAwait(false);
            throw new ServiceStartException($"{arguments[0]}: ended before it listened; see {logFile}");
        }
        catch (Exception fault)
        {
            process.Kill();
            process.Dispose();
            throw fault is OperationCanceledException && !cancellationToken.IsCancellationRequested
                ? new ServiceStartException($"{arguments[0]}: did not listen within {StartTime.TotalSeconds} s")
                : fault;
        }
    }

    public void Kill() => process.Kill();

    /// <summary>Closes its standard input, which asks it to end; kills it if it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(EndTime);
        try
        {
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }

        await log.ConfigureAwait(false);
        process.Dispose();
    }

    private static ProcessStartInfo StartInfo(IReadOnlyList<string> arguments)
    {
        string program = Environment.ProcessPath ?? throw new ServiceStartException("This process does not know its own program.");
        bool isHost = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        IEnumerable<string> prefix = isHost ? [Path.Combine(AppContext.BaseDirectory, "Coupling.Cli.dll")] : [];
        return new ProcessStartInfo(program, [.. prefix, .. arguments, "--child"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
    }

    private static async Task LogAsync(StreamReader errors, string logFile)
    {
        StreamWriter? writer = null;
        while (await errors.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (writer is null)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(logFile)!);
                writer = new StreamWriter(logFile, append: true) { AutoFlush = true };
            }

            await writer.WriteLineAsync(line).ConfigureAwait(false);
        }

        if (writer is not null)
        {
            await writer.DisposeAsync().ConfigureAwait(false);
        }
    }
}
