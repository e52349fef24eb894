using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Coupling.Bits;
using Coupling.Wire.V1;

namespace Coupling.Wire.Sessions;

/// <summary>Bundles that have come and were not read yet, and how long to wait for the next.</summary>
internal sealed class BundleInbox
{
    private const int BundlesHeld = 64;
    private const string EndedEarly = "The other side ended the conversation before its end.";

    /// <summary>How long the end of the other side's stream may take to be heard once nothing can be sent to it.</summary>
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(1);

    private readonly IBundleTransport transport;
    private readonly SessionMeter meter;
    private readonly TimeSpan deadline;
    private readonly CancellationToken stop;
    private readonly Channel<Bundle> received = Channel.CreateBounded<Bundle>(
        new BoundedChannelOptions(BundlesHeld) { SingleReader = true, SingleWriter = true });

    /// <param name="transport">Where bundles come from.</param>
    /// <param name="meter">Counts what comes.</param>
    /// <param name="deadline">How long the other side may be silent.</param>
    /// <param name="stop">Ends the receiving.</param>
    public BundleInbox(IBundleTransport transport, SessionMeter meter, TimeSpan deadline, CancellationToken stop)
    {
        this.transport = transport;
        this.meter = meter;
        this.deadline = deadline;
        this.stop = stop;
        Receiving = Task.Run(ReceiveAllAsync, CancellationToken.None);
    }

    /// <summary>Ends with the stream, whatever ends it, and never throws.</summary>
    public Task Receiving { get; }

    public bool TryRead([NotNullWhen(true)] out Bundle? bundle) => received.Reader.TryRead(out bundle);

    /// <summary>Waits for a bundle that is due.</summary>
    /// <exception cref="WireProtocolException">The other side ended its stream, or said nothing until the deadline.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (!await IsThereMoreAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new WireProtocolException(EndedEarly);
        }
    }

    /// <summary>Ends when a bundle has come that nobody waits for, if it ever does; null if none can come.</summary>
    public Task? Arrival(CancellationToken cancellationToken) =>
        received.Reader.Completion.IsCompleted ? null : received.Reader.WaitToReadAsync(cancellationToken).AsTask();

    /// <summary>The next bundle, which is due.</summary>
    /// <exception cref="WireProtocolException">The other side ended its stream, or said nothing until the deadline.</exception>
    public async Task<Bundle> NextAsync(CancellationToken cancellationToken)
    {
        await WaitAsync(cancellationToken).ConfigureAwait(false);
        return TryRead(out Bundle? bundle) ? bundle : throw new InvalidOperationException("Two readers of one session.");
    }

    /// <summary>Waits until the other side has ended its stream.</summary>
    /// <exception cref="WireProtocolException">It said more instead, or did not end it until the deadline.</exception>
    public async Task WaitForEndAsync(CancellationToken cancellationToken)
    {
        if (await IsThereMoreAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new WireProtocolException("The other side spoke after the last round.");
        }
    }

    /// <summary>What to throw where nothing can be sent any more: that the other side has ended its stream, if it has; else null.</summary>
    public async Task<WireProtocolException?> EarlyEndAsync(Exception sendingFault, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(EndTime);
        try
        {
            while (await received.Reader.WaitToReadAsync(patience.Token).ConfigureAwait(false))
            {
                received.Reader.TryRead(out _);
            }

            return new WireProtocolException(EndedEarly, sendingFault);
        }
#pragma warning disable CA1031 // The caller has a fault to throw already.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private async Task<bool> IsThereMoreAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(deadline);
        try
        {
            return await received.Reader.WaitToReadAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new WireProtocolException($"The other side sent nothing for {deadline.TotalSeconds} s.");
        }
    }

    private async Task ReceiveAllAsync()
    {
        try
        {
            while (await transport.ReceiveAsync(stop).ConfigureAwait(false) is { } bundle)
            {
                meter.CountMessageReceived(bundle.CalculateSize());
                await received.Writer.WriteAsync(bundle, stop).ConfigureAwait(false);
            }

            received.Writer.TryComplete();
        }
#pragma warning disable CA1031 // Whatever ends the receiving is the reader's to hear.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            received.Writer.TryComplete(fault);
        }
    }
}
