namespace Coupling.Wire.Hosting;

/// <summary>A service as a process: it announces itself and serves until it is asked to end.</summary>
public static class ServiceProcess
{
    /// <param name="announcement">Written to standard output once.</param>
    /// <param name="child">Whether it ends with its parent.</param>
    /// <param name="waitForEnd">Completes when the service has been asked to stop, or the token is cancelled.</param>
    /// <param name="cancellationToken">Cancelled by SIGINT and SIGTERM.</param>
    public static async Task ServeAsync(
        Announcement announcement, bool child, Func<CancellationToken, Task> waitForEnd, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(announcement);
        ArgumentNullException.ThrowIfNull(waitForEnd);
        await Console.Out.WriteLineAsync(announcement.ToLine().AsMemory(), cancellationToken).ConfigureAwait(false);
        await Console.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (!child)
        {
            await waitForEnd(cancellationToken).ConfigureAwait(false);
            return;
        }

        // Ctrl-C cancels every process of the group; a child goes on until its parent lets it go.
        using var parent = new ChildProcess();
        await waitForEnd(parent.Ended).ConfigureAwait(false);
    }
}
