using System.Runtime.CompilerServices;
using Coupling.Pooling;

namespace Coupling.Bits;

/// <summary>Longer stretches of bits over a wire.</summary>
public static class BitWireExtensions
{
    /// <summary>Receives many values of one width; the same bits as one after another, with as little waiting as the wire allows.</summary>
    /// <param name="wire">Where they come from.</param>
    /// <param name="values">All of them are filled.</param>
    /// <param name="width">Of each, 1..64.</param>
    /// <exception cref="WireProtocolException">The other party's turn ends before them.</exception>
    [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
    public static async ValueTask ReceiveAllAsync(this IBitWire wire, Memory<ulong> values, int width)
    {
        ArgumentNullException.ThrowIfNull(wire);
        int done = wire.ReceiveReady(values.Span, width);
        while (done < values.Length)
        {
            ulong value = await wire.ReceiveAsync(width).ConfigureAwait(false);
            values.Span[done++] = value;
            done += wire.ReceiveReady(values.Span[done..], width);
        }
    }
}
