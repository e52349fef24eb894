namespace Coupling.Bits;

/// <summary>
/// One party's end of a conversation, as a protocol sees it. What is sent is exactly the bits given: no framing, no
/// rounding up. A party that has sent since it last received gets its next bits from the other's next turn.
/// </summary>
public interface IBitWire
{
    /// <summary>Says <paramref name="width"/> bits; width 0 says nothing.</summary>
    /// <param name="value">Less than 2^width.</param>
    /// <param name="width">0..64.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value does not fit.</exception>
    void Send(ulong value, int width);

    /// <summary>Waits for the other party's next <paramref name="width"/> bits; width 0 waits for nothing.</summary>
    /// <exception cref="WireProtocolException">The other party's turn ends before them.</exception>
    ValueTask<ulong> ReceiveAsync(int width);

    /// <summary>Says many values of one width; the same bits as one after another.</summary>
    /// <param name="values">Each less than 2^width.</param>
    /// <param name="width">0..64.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value does not fit.</exception>
    void SendAll(ReadOnlySpan<ulong> values, int width)
    {
        foreach (ulong value in values)
        {
            Send(value, width);
        }
    }

    /// <summary>Says all bits of <paramref name="bits"/>.</summary>
    void SendAll(BitWriter bits)
    {
        ArgumentNullException.ThrowIfNull(bits);
        BitReader reader = bits.Read();
        while (reader.Remaining > 0)
        {
            int width = (int)Math.Min(64, reader.Remaining);
            Send(reader.Read(width), width);
        }
    }

    /// <summary>
    /// Values that need no waiting: the bits that <see cref="ReceiveAsync"/> would give, as far as they have come and a wire can tell. One
    /// that cannot tell gives none.
    /// </summary>
    /// <param name="values">Where they go.</param>
    /// <param name="width">Of each, 1..64.</param>
    /// <returns>How many were received; the next one must be waited for if they are fewer than were asked for.</returns>
    int ReceiveReady(Span<ulong> values, int width) => 0;

    /// <summary>A number in <see cref="UnaryCode">unary</see> that needs no waiting, if a wire can tell that all of it has come.</summary>
    bool TryReceiveUnary(out long value)
    {
        value = 0;
        return false;
    }
}
