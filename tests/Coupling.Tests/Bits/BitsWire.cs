using Coupling.Bits;

namespace Coupling.Tests;

/// <summary>A wire whose other side is at hand: one writes, the other reads what was written.</summary>
internal sealed class BitsWire : IBitWire
{
    private readonly BitReader incoming;

    public BitsWire()
        : this(new BitWriter())
    {
    }

    public BitsWire(BitWriter heard) => incoming = heard.Read();

    public BitWriter Said { get; } = new();

    public long Remaining => incoming.Remaining;

    public void Send(ulong value, int width) => Said.Write(value, width);

    public ValueTask<ulong> ReceiveAsync(int width) => ValueTask.FromResult(incoming.Read(width));
}
