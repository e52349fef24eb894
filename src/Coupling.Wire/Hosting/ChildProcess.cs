using System.Runtime.InteropServices;

namespace Coupling.Wire.Hosting;

/// <summary>How a service that another process started ends: with its parent, whatever ends that.</summary>
public sealed class ChildProcess : IDisposable
{
    private readonly CancellationTokenSource ended = new();
    private readonly PosixSignalRegistration interrupt;

    /// <summary>Watches standard input, which the parent holds open as long as it lives.</summary>
    public ChildProcess()
    {
        // Ctrl-C reaches the whole group of processes; the parent decides what it means.
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        _ = Task.Run(WatchAsync);
    }

    /// <summary>Cancelled when the parent is gone.</summary>
    public CancellationToken Ended => ended.Token;

    public void Dispose()
    {
        interrupt.Dispose();
        ended.Dispose();
    }

    private async Task WatchAsync()
    {
        Stream input = Console.OpenStandardInput();
        var buffer = new byte[256];
        try
        {
            while (await input.ReadAsync(buffer).ConfigureAwait(false) > 0)
            {
            }
        }
        catch (IOException)
        {
        }

        try
        {
            await ended.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
        }
    }
}
