using System.Runtime.CompilerServices;
using Coupling.Pooling;

namespace Coupling.Bits;

/// <summary>Unary: m as m zeros and a one, m + 1 bits.</summary>
public static class UnaryCode
{
    /// <summary>The longest that is read, so that a hostile peer cannot make a number of any size.</summary>
    public const long Maximum = 1 << 26;

    public static void SendUnary(this IBitWire wire, long value)
    {
        ArgumentNullException.ThrowIfNull(wire);
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Maximum);
        long zeros = value;
        for (; zeros >= 64; zeros -= 64)
        {
            wire.Send(0, 64);
        }

        wire.Send(1, (int)zeros + 1);
    }

    /// <summary>A number of 0..largest: m zeros and a one, the one left out if m is the largest.</summary>
    public static void SendUnary(this IBitWire wire, int value, int largest)
    {
        ArgumentNullException.ThrowIfNull(wire);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(largest, 64);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)value, (uint)largest, nameof(value));
        wire.Send(value < largest ? 1u : 0u, Math.Min(value + 1, largest));
    }

    public static ValueTask<long> ReceiveUnaryAsync(this IBitWire wire)
    {
        ArgumentNullException.ThrowIfNull(wire);
        return wire.TryReceiveUnary(out long ready) ? new ValueTask<long>(ready) : BitByBitAsync(wire);
    }

    /// <summary>A number of 0..largest, as <see cref="SendUnary(IBitWire, int, int)"/> sends it.</summary>
    [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
    public static async ValueTask<int> ReceiveUnaryAsync(this IBitWire wire, int largest)
    {
        ArgumentNullException.ThrowIfNull(wire);
        int value = 0;
        while (value < largest && await wire.ReceiveAsync(1).ConfigureAwait(false) == 0)
        {
            value++;
        }

        return value;
    }

    [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
    private static async ValueTask<long> BitByBitAsync(IBitWire wire)
    {
        long value = 0;
        while (await wire.ReceiveAsync(1).ConfigureAwait(false) == 0)
        {
            if (++value > Maximum)
            {
                throw new WireProtocolException($"A unary number is longer than {Maximum} bits.");
            }
        }

        return value;
    }
}
