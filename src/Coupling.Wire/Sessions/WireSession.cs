using System.Diagnostics;
using Coupling.Bits;
using Coupling.Lockstep;
using Coupling.Wire.V1;

namespace Coupling.Wire.Sessions;

/// <summary>
/// One party's end of a connection that serves one lease: moves the frames of many batches at once through bundles.
/// </summary>
/// <remarks>
/// A bundle is sent when at least a certain part of the conversations under way has something to say, never by a timer, and while more is being
/// heard: fewer, fuller bundles, and yet both parties have work most of the time. If all conversations ended up in one bundle, they would take their turns
/// together, and one party, or the link, would be idle between. So on a link that takes time the part is smaller. The two sides cannot both
/// hold back: every conversation under way has its one frame on one of them. Nor can they both wait to send: a session listens while its bundles leave.
/// </remarks>
public sealed class WireSession : IAsyncDisposable
{
    /// <summary>How long a party waits for a frame before it gives the lease up.</summary>
    public static readonly TimeSpan ProgressDeadline = TimeSpan.FromSeconds(30);

    /// <summary>A quarter of the conversations.</summary>
    public const int UsualPart = 4;

    private const int LargestPart = 2;

    private readonly IBundleTransport transport;
    private readonly SessionMeter meter;
    private readonly TimeSpan progressDeadline;
    private readonly int part;
    private readonly CancellationTokenSource stop = new();
    private readonly FrameAssembler assembler = new();
    private readonly BundleInbox inbox;
    private readonly BundleOutbox outbox;
    private uint nextSlot;

    /// <param name="transport">To the other side.</param>
    /// <param name="meter">Counts what is said and heard.</param>
    /// <param name="progressDeadline">How long to wait for a frame; null for <see cref="ProgressDeadline"/>.</param>
    /// <param name="part">One in so many conversations with something to say make a bundle, at least 2.</param>
    public WireSession(IBundleTransport transport, SessionMeter meter, TimeSpan? progressDeadline = null, int part = UsualPart)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(part, LargestPart);
        this.part = part;
        this.transport = transport;
        this.meter = meter;
        this.progressDeadline = progressDeadline ?? ProgressDeadline;
        outbox = new BundleOutbox(transport, meter, stop.Token);
        inbox = new BundleInbox(transport, meter, this.progressDeadline, stop.Token);
    }

    /// <summary>
    /// How long <see cref="ConductAsync"/> could run no batch so far: all that were under way waited for a frame of the other side, or for
    /// their own to leave.
    /// </summary>
    public TimeSpan Waited { get; private set; }

    /// <summary>Says which lease this connection serves, without waiting for the answer.</summary>
    public async Task SendOpenAsync(Open open, CancellationToken cancellationToken)
    {
        var bundle = new Bundle { Opens = { open } };
        meter.CountSent(bundle.CalculateSize(), payloadBits: 0);
        await transport.SendAsync(bundle, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Hears which lease the other side thinks this connection serves.</summary>
    /// <exception cref="WireProtocolException">The first bundle is no opening.</exception>
    public async Task<Open> ReceiveOpenAsync(CancellationToken cancellationToken)
    {
        return OpeningOf(await inbox.NextAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The lease that the first bundle of a connection opens.</summary>
    /// <exception cref="WireProtocolException">It is no opening.</exception>
    public static Open OpeningOf(Bundle first) =>
        first is { Opens.Count: 1 } && first.Equals(new Bundle { Opens = { first.Opens[0] } })
            ? first.Opens[0]
            : throw new WireProtocolException("The first bundle of a connection must open one lease and say nothing else.");

    /// <summary>Conducts all batches to their end, at most <paramref name="inFlight"/> under way at once.</summary>
    /// <exception cref="WireProtocolException">The other side broke the protocol or fell silent.</exception>
    public async Task ConductAsync(IBatches batches, int inFlight, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batches);
        var desk = new BatchDesk(batches, nextSlot, inFlight, part);
        try
        {
            await RunAsync(batches, desk, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            desk.Stop();
        }

        nextSlot = desk.EndSlot;
    }

    private async Task RunAsync(IBatches batches, BatchDesk desk, CancellationToken cancellationToken)
    {
        while (!desk.IsComplete)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // Asked before anything is looked for: what becomes known later ends it.
            Task? more = batches.More;
            bool moved = await HearAsync(batches, desk, cancellationToken).ConfigureAwait(false);
            moved |= await desk.SettleTakenAsync(cancellationToken).ConfigureAwait(false);

            // Looked at once a turn: a bundle may leave at any moment, and then the next one must not be forgotten.
            bool idle = outbox.IsEmpty;
            if (idle && desk.ShouldSpeak)
            {
                outbox.Add(desk.TakeBundles());
            }

            moved |= await TrySendNextAsync(cancellationToken).ConfigureAwait(false);
            if (!moved && !await desk.TryStartNextAsync(cancellationToken).ConfigureAwait(false) && !desk.IsComplete)
            {
                long begin = Stopwatch.GetTimestamp();
                bool busy = desk.IsBusy;
                await WaitForNewsAsync(desk, idle ? null : outbox.Sending, more, cancellationToken).ConfigureAwait(false);
                Waited += busy ? TimeSpan.Zero : Stopwatch.GetElapsedTime(begin);
            }

            await batches.PulseAsync(cancellationToken).ConfigureAwait(false);
        }

        outbox.Add(desk.TakeBundles());
        long last = Stopwatch.GetTimestamp();
        await EmptyOutboxAsync(batches, cancellationToken).ConfigureAwait(false);
        Waited += Stopwatch.GetElapsedTime(last);
    }

    /// <summary>Waits until the other side has ended its stream.</summary>
    /// <exception cref="WireProtocolException">It said more instead.</exception>
    public Task ReceiveEndAsync(CancellationToken cancellationToken) => inbox.WaitForEndAsync(cancellationToken);

    /// <summary>Stops listening. Closing the connection is the caller's.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await inbox.Receiving.ConfigureAwait(false);
        await outbox.Sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    /// <summary>Delivers what has come. False if nothing has.</summary>
    private async ValueTask<bool> HearAsync(IBatches batches, BatchDesk desk, CancellationToken cancellationToken)
    {
        bool heard = false;
        while (inbox.TryRead(out Bundle? bundle))
        {
            heard = true;
            foreach ((uint slot, Frame frame) in Unpack(bundle))
            {
                await WaitForBatchAsync(batches, desk, slot, cancellationToken).ConfigureAwait(false);
                await desk.DeliverAsync(slot, frame, cancellationToken).ConfigureAwait(false);
                if (outbox.IsEmpty && desk.ShouldSpeak)
                {
                    outbox.Add(desk.TakeBundles());
                    await TrySendNextAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }

        return heard;
    }

    /// <summary>The other side may know of more batches a moment earlier, and speak in them.</summary>
    private async ValueTask WaitForBatchAsync(IBatches batches, BatchDesk desk, uint slot, CancellationToken cancellationToken)
    {
        while (batches.More is { } more && desk.IsUnheardOf(slot))
        {
            try
            {
                await more.WaitAsync(progressDeadline, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException fault)
            {
                throw new WireProtocolException($"A frame came for slot {slot}, of which nobody told this side in {progressDeadline.TotalSeconds} s.", fault);
            }
        }
    }

    private List<(uint Slot, Frame Frame)> Unpack(Bundle bundle)
    {
        List<(uint Slot, Frame Frame)> frames = assembler.Read(bundle);
        meter.CountPayloadReceived(bundle.BitLengths.Sum(bits => (long)bits));
        return frames;
    }

    /// <summary>Waits until a bundle has come, the one being sent has left, there are more batches, or a turn was taken.</summary>
    private async Task WaitForNewsAsync(BatchDesk desk, Task? sending, Task? more, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // The other side owes nothing as long as this one has turns to take.
        Task?[] news = desk.IsBusy
            ? [desk.WaitForTurnAsync(waiting.Token), inbox.Arrival(waiting.Token), sending, more]
            : [inbox.WaitAsync(waiting.Token), sending, more];
        Task first = await Task.WhenAny(news.OfType<Task>()).ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);

        // What sending threw is thrown where the next bundle would be sent.
        if (first != sending)
        {
            await first.ConfigureAwait(false);
        }
    }

    private async Task EmptyOutboxAsync(IBatches batches, CancellationToken cancellationToken)
    {
        do
        {
            // A side that only speaks is done long before a slow link has taken all of it.
            await batches.PulseAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await Task.WhenAny(outbox.Sending).WaitAsync(progressDeadline, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                throw new WireProtocolException($"The other side read nothing for {progressDeadline.TotalSeconds} s.");
            }
        }
        while (await TrySendNextAsync(cancellationToken).ConfigureAwait(false));
    }

    private async ValueTask<bool> TrySendNextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await outbox.TrySendNextAsync().ConfigureAwait(false);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            if (await inbox.EarlyEndAsync(fault, cancellationToken).ConfigureAwait(false) is { } ended)
            {
                throw ended;
            }

            throw;
        }
    }
}
