using System.Runtime.CompilerServices;
using Coupling.Pooling;

namespace Coupling.Bits;

/// <summary>
/// Reads what <see cref="ArithmeticEncoder"/> said in one turn. It reads a bit only when the bits so far leave the next symbol
/// open; so it ends where the coder did, and reads at most 32 bits per symbol, whatever the other side sends.
/// </summary>
public sealed class ArithmeticDecoder(IBitWire wire)
{
    // The code lies in [value, value + width) of [0, range); it is all that is known of it.
    private ulong value;
    private ulong width = ArithmeticInterval.One;
    private ulong range = ArithmeticInterval.One;

    /// <summary>The next bit, of weights that both sides know.</summary>
    [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
    public async ValueTask<int> DecodeAsync(ulong zeroWeight, ulong oneWeight)
    {
        ulong total = zeroWeight + oneWeight;
        ulong cut = ArithmeticInterval.Cut(range, zeroWeight, total);
        while (value < cut && value + width > cut)
        {
            Halve(await wire.ReceiveAsync(1).ConfigureAwait(false));
        }

        int bit = value < cut ? 0 : 1;
        Narrow(bit == 0 ? 0 : cut, bit == 0 ? cut : range);
        return bit;
    }

    /// <summary>The next bit, by its past; it is counted.</summary>
    [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
    public async ValueTask<int> DecodeAsync(AdaptiveBit model)
    {
        ArgumentNullException.ThrowIfNull(model);
        int bit = await DecodeAsync(model.ZeroWeight, model.OneWeight).ConfigureAwait(false);
        model.Count(bit);
        return bit;
    }

    /// <summary>The next of <paramref name="count"/> equally likely values.</summary>
    /// <param name="count">1..2^31.</param>
    [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
    public async ValueTask<int> DecodeUniformAsync(int count)
    {
        var total = (ulong)count;
        while (SymbolAt(value, total) != SymbolAt(value + width - 1, total))
        {
            Halve(await wire.ReceiveAsync(1).ConfigureAwait(false));
        }

        ulong symbol = SymbolAt(value, total);
        Narrow(ArithmeticInterval.Cut(range, symbol, total), ArithmeticInterval.Cut(range, symbol + 1, total));
        return (int)symbol;
    }

    // The largest s with ⌊range·s/total⌋ ≤ place.
    private ulong SymbolAt(ulong place, ulong total) => (((place + 1) * total) - 1) / range;

    private void Halve(ulong bit)
    {
        width >>= 1;
        value += bit * width;
    }

    private void Narrow(ulong start, ulong end)
    {
        value -= start;
        range = end - start;
        while (range <= ArithmeticInterval.Half)
        {
            range <<= 1;
            value <<= 1;
            width <<= 1;
        }
    }
}
