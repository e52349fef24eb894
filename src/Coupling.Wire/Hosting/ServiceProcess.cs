using System.Runtime.InteropServices;
using Coupling.Wire.Telemetry;
using Microsoft.AspNetCore.Builder;

namespace Coupling.Wire.Hosting;

/// <summary>A service as a process: it announces itself and serves until it is asked to end.</summary>
public static class ServiceProcess
{
    /// <summary>Serves until SIGTERM; a child until its parent is gone; others until SIGINT too.</summary>
    /// <param name="announcement">Written to standard output once.</param>
    /// <param name="child">Whether a parent holds this process's standard input open as long as it lives.</param>
    /// <param name="lost">Ends the service when it completes: it cannot be of use any more.</param>
    public static async Task ServeAsync(Announcement announcement, bool child, Task? lost = null)
    {
        ArgumentNullException.ThrowIfNull(announcement);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            ended.TrySetResult();
        });

        // Ctrl-C reaches the whole group of processes; for a child, its parent decides what that means.
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            if (!child)
            {
                ended.TrySetResult();
            }
        });
        await Console.Out.WriteLineAsync(announcement.ToLine()).ConfigureAwait(false);
        await Console.Out.FlushAsync().ConfigureAwait(false);
        if (child)
        {
            _ = Task.Run(() => ReadToEndAsync(ended));
        }

        await Task.WhenAny(ended.Task, lost ?? ended.Task).ConfigureAwait(false);
    }

    /// <summary>Stops an application; calls that would not end are cut off.</summary>
    public static async Task StopAsync(WebApplication application)
    {
        ArgumentNullException.ThrowIfNull(application);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        try
        {
            await application.StopAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The disposal cuts off what is still open.
        }

        await TelemetryExport.EndAsync(application.Services).ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task ReadToEndAsync(TaskCompletionSource ended)
    {
        try
        {
            Stream input = Console.OpenStandardInput();
            var buffer = new byte[256];
            while (await input.ReadAsync(buffer).ConfigureAwait(false) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A parent that is gone, all the same.
        }

        ended.TrySetResult();
    }
}
