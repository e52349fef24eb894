namespace Coupling.Bits;

/// <summary>
/// A wire that carries at most so many bits, both directions summed. The first bit above is refused before it is said or waited for,
/// whoever would have said it.
/// </summary>
/// <param name="inner">Carries the bits.</param>
/// <param name="cap">Bits, at least 0.</param>
public sealed class CappedWire(IBitWire inner, long cap) : IBitWire
{
    /// <summary>Bits that may still be said. Both ends see the same number at the same place of a conversation.</summary>
    public long Remaining { get; private set; } = cap;

    /// <inheritdoc/>
    /// <exception cref="WireProtocolException">They would be more than remain.</exception>
    public void Send(ulong value, int width)
    {
        BitWidth.Check(width);
        Take(width);
        inner.Send(value, width);
    }

    /// <inheritdoc/>
    /// <exception cref="WireProtocolException">They would be more than remain, or the other party's turn ends before them.</exception>
    public ValueTask<ulong> ReceiveAsync(int width)
    {
        BitWidth.Check(width);
        Take(width);
        return inner.ReceiveAsync(width);
    }

    /// <inheritdoc/>
    /// <exception cref="WireProtocolException">They would be more than remain.</exception>
    public void SendAll(ReadOnlySpan<ulong> values, int width)
    {
        BitWidth.Check(width);
        Take((long)values.Length * width);
        inner.SendAll(values, width);
    }

    /// <inheritdoc/>
    /// <exception cref="WireProtocolException">They would be more than remain.</exception>
    public void SendAll(BitWriter bits)
    {
        ArgumentNullException.ThrowIfNull(bits);
        Take(bits.Length);
        inner.SendAll(bits);
    }

    /// <inheritdoc/>
    public int ReceiveReady(Span<ulong> values, int width)
    {
        ArgumentOutOfRangeException.ThrowIfZero(width);
        BitWidth.Check(width);
        int ready = inner.ReceiveReady(values[..(int)Math.Min(values.Length, Remaining / width)], width);
        Remaining -= (long)ready * width;
        return ready;
    }

    private void Take(long bits)
    {
        if (bits > Remaining)
        {
            throw new WireProtocolException($"{bits} more bits would be {bits - Remaining} above the cap.");
        }

        Remaining -= bits;
    }
}
