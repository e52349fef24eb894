using System.Globalization;
using System.Threading.Channels;
using Coupling.Wire.Hosting;

namespace Coupling.Cli.Topology;

/// <summary>A service as a child process that is started again when it dies.</summary>
internal sealed class SupervisedService : IAsyncDisposable
{
    /// <summary>A service that dies more often has a reason that a restart does not take away.</summary>
    private const int MostRestarts = 5;

    private readonly string[] arguments;
    private readonly string logFile;
    private readonly ChannelWriter<string> notes;
    private readonly CancellationTokenSource stop = new();
    private ServiceChild child;
    private Task watching = Task.CompletedTask;

    private SupervisedService(string[] arguments, string logFile, ChannelWriter<string> notes, ServiceChild child)
    {
        this.arguments = arguments;
        this.logFile = logFile;
        this.notes = notes;
        this.child = child;
    }

    /// <summary>How often it was started again.</summary>
    public int Restarts { get; private set; }

    /// <summary>It is gone, and is not started again.</summary>
    public bool IsLost { get; private set; }

    public Announcement Announcement => child.Announcement;

    private string Role => arguments[0];

    public static async Task<SupervisedService> StartAsync(
        string[] arguments, string logFile, ChannelWriter<string> notes, CancellationToken cancellationToken)
    {
        ServiceChild child = await ServiceChild.StartAsync(arguments, logFile, cancellationToken).ConfigureAwait(false);
        notes.TryWrite(string.Create(CultureInfo.InvariantCulture, $"{arguments[0]}: pid {child.Announcement.Pid}"));
        return new SupervisedService(arguments, logFile, notes, child);
    }

    /// <summary>Begins to watch it.</summary>
    /// <param name="restarted">Called after each restart, to introduce the new process to the others.</param>
    public void Watch(Func<CancellationToken, Task> restarted) => watching = WatchAsync(restarted);

    /// <summary>Ends the process without a word.</summary>
    /// <param name="forGood">It is not started again.</param>
    public async Task KillAsync(bool forGood)
    {
        if (forGood)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(false);
            IsLost = true;
        }

        child.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await watching.ConfigureAwait(false);
        await child.DisposeAsync().ConfigureAwait(false);
        stop.Dispose();
    }

    private async Task WatchAsync(Func<CancellationToken, Task> restarted)
    {
        try
        {
            while (true)
            {
                await child.EndedAsync(stop.Token).ConfigureAwait(false);
                int gone = child.Announcement.Pid;
                if (!await TryReplaceAsync(gone).ConfigureAwait(false))
                {
                    IsLost = true;
                    Note($"{Role}: pid {gone} ended; it was restarted {Restarts} times, and is not again");
                    return;
                }

                Note($"{Role}: pid {gone} ended, restarted as {child.Announcement.Pid}");
                await restarted(stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    private async Task<bool> TryReplaceAsync(int gone)
    {
        while (Restarts < MostRestarts)
        {
            Restarts++;
            try
            {
                ServiceChild next = await ServiceChild.StartAsync(arguments, logFile, stop.Token).ConfigureAwait(false);
                ServiceChild old = child;
                child = next;
                await old.DisposeAsync().ConfigureAwait(false);
                return true;
            }
            catch (ServiceStartException fault)
            {
                Note($"{Role}: pid {gone} ended; {fault.Message}");
            }
        }

        return false;
    }

    private void Note(FormattableString text) => notes.TryWrite(text.ToString(CultureInfo.InvariantCulture));
}
