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
        Take(width);
        inner.Send(value, width);
    }

    /// <inheritdoc/>
    /// <exception cref="WireProtocolException">They would be more than remain, or the other party's turn ends before them.</exception>
    public ValueTask<ulong> ReceiveAsync(int width)
    {
        Take(width);
        return inner.ReceiveAsync(width);
    }

    private void Take(int width)
    {
        BitWidth.Check(width);
        if (width > Remaining)
        {
            throw new WireProtocolException($"{width} more bits would be {width - Remaining} above the cap.");
        }

        Remaining -= width;
    }
}
