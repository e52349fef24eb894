using System.Threading.Channels;
using Coupling.Protocols;
using Coupling.Wire.Sessions;
using Coupling.Wire.V1;
using Google.Protobuf;

namespace Coupling.Wire.Tests.Sessions;

/// <summary>Two bounded channels: a sender waits while the other side does not read.</summary>
internal sealed class MemoryPair : ITransportPair
{
    private readonly Channel<byte[]> forth;
    private readonly Channel<byte[]> back;

    public MemoryPair(int capacity)
    {
        forth = Channel.CreateBounded<byte[]>(capacity);
        back = Channel.CreateBounded<byte[]>(capacity);
        Alice = new End(back.Reader, forth.Writer);
        Bob = new End(forth.Reader, back.Writer);
    }

    public IBundleTransport Alice { get; }

    public IBundleTransport Bob { get; }

    public Task EndAsync(Role role)
    {
        (role == Role.Alice ? forth : back).Writer.TryComplete();
        return Task.CompletedTask;
    }

    public Task BreakAsync(Role role)
    {
        forth.Writer.TryComplete(new IOException("cut"));
        back.Writer.TryComplete(new IOException("cut"));
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class End(ChannelReader<byte[]> reader, ChannelWriter<byte[]> writer) : IBundleTransport
    {
        public async Task SendAsync(Bundle bundle, CancellationToken cancellationToken)
        {
            // As over a network, sending ends on another thread, at any moment.
            await Task.Yield();
            await writer.WriteAsync(bundle.ToByteArray(), cancellationToken);
        }

        public async Task<Bundle?> ReceiveAsync(CancellationToken cancellationToken) =>
            await reader.WaitToReadAsync(cancellationToken) && reader.TryRead(out byte[]? bytes)
                ? Bundle.Parser.ParseFrom(bytes)
                : null;
    }
}
