using System.Runtime.CompilerServices;
using Coupling.Pooling;

namespace Coupling.Bits;

/// <summary>Elias's γ code of m + 1: how many bits m + 1 has, in unary, and those bits but the first; 2⌊log₂(m + 1)⌋ + 1 bits.</summary>
public static class GammaCode
{
    private const int MostBits = 31;

    /// <param name="wire">Where it is said.</param>
    /// <param name="value">m, 0..2^31−2.</param>
    public static void SendGamma(this IBitWire wire, int value)
    {
        ArgumentNullException.ThrowIfNull(wire);
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfEqual(value, int.MaxValue);
        int more = int.Log2(value + 1);
        wire.SendUnary(more);
        wire.Send((ulong)(value + 1 - (1 << more)), more);
    }

    /// <exception cref="WireProtocolException">The number is longer than 31 bits.</exception>
    [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
    public static async ValueTask<int> ReceiveGammaAsync(this IBitWire wire)
    {
        ArgumentNullException.ThrowIfNull(wire);
        int more = 0;
        while (await wire.ReceiveAsync(1).ConfigureAwait(false) == 0)
        {
            if (++more == MostBits)
            {
                throw new WireProtocolException($"A number is longer than {MostBits} bits.");
            }
        }

        return (1 << more) - 1 + (int)await wire.ReceiveAsync(more).ConfigureAwait(false);
    }
}
