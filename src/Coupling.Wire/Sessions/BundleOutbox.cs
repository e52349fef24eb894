using Coupling.Wire.V1;

namespace Coupling.Wire.Sessions;

/// <summary>
/// Bundles on their way out, one at a time. A session looks after it between other things and goes on listening: if both
/// sides waited for their bundles to leave, neither would read, and what is under way may be more than all buffers hold.
/// </summary>
internal sealed class BundleOutbox(IBundleTransport transport, SessionMeter meter, CancellationToken stop)
{
    private readonly Queue<Bundle> waiting = [];

    /// <summary>The bundle that is being sent.</summary>
    public Task Sending { get; private set; } = Task.CompletedTask;

    public bool IsEmpty => waiting.Count == 0 && Sending.IsCompleted;

    public void Add(IReadOnlyList<Bundle> bundles)
    {
        foreach (Bundle bundle in bundles)
        {
            waiting.Enqueue(bundle);
        }
    }

    /// <summary>Begins to send the next bundle, if there is one and the last one is gone. Throws what sending that one threw.</summary>
    public async ValueTask<bool> TrySendNextAsync()
    {
        if (!Sending.IsCompleted)
        {
            return false;
        }

        await Sending.ConfigureAwait(false);
        if (!waiting.TryDequeue(out Bundle? bundle))
        {
            return false;
        }

        meter.CountSent(bundle.CalculateSize(), bundle.BitLengths.Sum(bits => (long)bits));
        Sending = transport.SendAsync(bundle, stop);
        return true;
    }
}
