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
}
