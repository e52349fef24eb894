using System.Threading.Channels;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Wire.Sessions;
using Coupling.Wire.V1;

namespace Coupling.Wire.Tests.Sessions;

/// <summary>Bundles leave while the session looks elsewhere, at the moments that a race would choose.</summary>
public class LeavingBundleTests
{
    private const int Bytes = 5 * BundlePacker.BundlePayloadBytes;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_bundle_that_leaves_unnoticed_does_not_hold_up_those_behind_it(int looks)
    {
        var wire = new HeldWire(looks);
        await using var session = new WireSession(wire, new SessionMeter(), TimeSpan.FromSeconds(1));

        Task conducting = session.ConductAsync(new OneSpeech(wire), 1, CancellationToken.None);
        await wire.AllSent.WaitAsync(TimeSpan.FromSeconds(5));
        await wire.AnswerAsync();

        await conducting.WaitAsync(TimeSpan.FromSeconds(5));
    }

    /// <summary>A bundle leaves when the session has looked a number of times at how many batches there are.</summary>
    private sealed class HeldWire(int looks) : IBundleTransport
    {
        private readonly Channel<Bundle> back = Channel.CreateUnbounded<Bundle>();
        private readonly TaskCompletionSource allSent = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TaskCompletionSource? leaving;
        private int looksLeft;
        private int bytesSent;

        public Task AllSent => allSent.Task;

        public Task SendAsync(Bundle bundle, CancellationToken cancellationToken)
        {
            bytesSent += bundle.Payload.Length;
            if (bytesSent == Bytes)
            {
                allSent.SetResult();
            }

            looksLeft = looks;
            leaving = new TaskCompletionSource();
            Look();
            return leaving.Task;
        }

        public async Task<Bundle?> ReceiveAsync(CancellationToken cancellationToken) => await back.Reader.ReadAsync(cancellationToken);

        public void Look()
        {
            if (looksLeft-- <= 0)
            {
                leaving?.TrySetResult();
            }
        }

        public ValueTask AnswerAsync() => back.Writer.WriteAsync(
            new Bundle { Slots = { 0 }, BitLengths = { 1 }, Payload = Google.Protobuf.ByteString.CopyFrom(0) });
    }

    /// <summary>Alice says much and hears one bit.</summary>
    private sealed class OneSpeech(HeldWire wire) : IBatches
    {
        public long Count
        {
            get
            {
                wire.Look();
                return 1;
            }
        }

        public BatchRunner Create(long index) => new(Role.Alice, 1, async (_, bits) =>
        {
            for (int word = 0; word < Bytes / 8; word++)
            {
                bits.Send(0, 64);
            }

            await bits.ReceiveAsync(1);
        });

        public ValueTask CompleteAsync(long index, BatchRunner batch, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask PulseAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
