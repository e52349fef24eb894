namespace Coupling.Bits;

/// <summary>
/// An arithmetic code over the symbols of one turn, in whole numbers. What it says is the shortest string of bits that names an
/// interval inside that of the symbols: at most two bits more than −log₂ of their probability, whatever their number, and exactly
/// those that <see cref="ArithmeticDecoder"/> reads. Nothing says where it ends; the decoder knows.
/// </summary>
/// <remarks>docs/decisions/0018-flags-are-coded-by-the-turn.md.</remarks>
public sealed class ArithmeticEncoder
{
    private readonly List<byte> bits = [];
    private ulong low;
    private ulong range = ArithmeticInterval.One;

    /// <summary>Codes a bit, 0 or 1, of a probability that both sides know as two weights.</summary>
    /// <param name="bit">A bit whose weight is 0 cannot be coded.</param>
    /// <param name="zeroWeight">Weight of 0.</param>
    /// <param name="oneWeight">Weight of 1; both together 1..2^31.</param>
    public void Encode(int bit, ulong zeroWeight, ulong oneWeight)
    {
        ulong total = zeroWeight + oneWeight;
        Narrow(bit == 0 ? 0 : zeroWeight, bit == 0 ? zeroWeight : total, total);
    }

    /// <summary>Codes a bit by its past, and counts it.</summary>
    public void Encode(int bit, AdaptiveBit model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Encode(bit, model.ZeroWeight, model.OneWeight);
        model.Count(bit);
    }

    /// <summary>Codes one of <paramref name="count"/> equally likely values, in log₂ of their number of bits if they are up to a million.</summary>
    /// <param name="value">0..count−1.</param>
    /// <param name="count">1..2^31.</param>
    public void EncodeUniform(int value, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, count);
        Narrow((ulong)value, (ulong)value + 1, (ulong)count);
    }

    /// <summary>Says what was coded since the last time, nothing if nothing was, and begins anew.</summary>
    public void SendTo(IBitWire wire)
    {
        ArgumentNullException.ThrowIfNull(wire);
        Finish();
        foreach (byte bit in bits)
        {
            wire.Send(bit, 1);
        }

        bits.Clear();
        low = 0;
        range = ArithmeticInterval.One;
    }

    private void Narrow(ulong from, ulong to, ulong total)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(total, ArithmeticInterval.LargestTotal);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, to);
        ulong start = ArithmeticInterval.Cut(range, from, total);
        range = ArithmeticInterval.Cut(range, to, total) - start;
        low += start;
        TakeCarry();
        while (range <= ArithmeticInterval.Half)
        {
            bits.Add((byte)(low >> 31));
            low = (low << 1) & (ArithmeticInterval.One - 1);
            range <<= 1;
        }
    }

    // The largest interval between two neighbouring multiples of a power of two inside [low, low + range).
    private void Finish()
    {
        for (int more = 0; ; more++)
        {
            ulong step = ArithmeticInterval.One >> more;
            ulong place = (low + step - 1) / step * step;
            if (place + step <= low + range)
            {
                low = place;
                TakeCarry();
                for (int bit = 0; bit < more; bit++)
                {
                    bits.Add((byte)((low >> (31 - bit)) & 1));
                }

                return;
            }
        }
    }

    private void TakeCarry()
    {
        if (low < ArithmeticInterval.One)
        {
            return;
        }

        low -= ArithmeticInterval.One;
        int last = bits.Count - 1;
        for (; bits[last] == 1; last--)
        {
            bits[last] = 0;
        }

        bits[last] = 1;
    }
}
