using Coupling.Bits;

namespace Coupling.Protocols.Grouped;

/// <summary>The counts of a pass, mod 4, as Alice codes them, and Bob's answers: each bit by what was said before in this unit.</summary>
internal sealed class CountCode
{
    private readonly AdaptiveBit high = new();
    private readonly AdaptiveBit[] low = [new(), new()];
    private readonly AdaptiveBit oneMore = new();

    /// <summary>Alice's number of darts in an interval.</summary>
    public void EncodeCount(ArithmeticEncoder code, int count)
    {
        int first = (count >> 1) & 1;
        code.Encode(first, high);
        code.Encode(count & 1, low[first]);
    }

    /// <summary>The same mod 4, as Bob hears it.</summary>
    public async ValueTask<int> DecodeCountAsync(ArithmeticDecoder code)
    {
        int first = await code.DecodeAsync(high).ConfigureAwait(false);
        return (2 * first) + await code.DecodeAsync(low[first]).ConfigureAwait(false);
    }

    /// <summary>Whether Bob has one dart more.</summary>
    public void EncodeAnswer(ArithmeticEncoder code, bool value) => code.Encode(value ? 1 : 0, oneMore);

    /// <summary>The same, as Alice hears it.</summary>
    public async ValueTask<bool> DecodeAnswerAsync(ArithmeticDecoder code) => await code.DecodeAsync(oneMore).ConfigureAwait(false) == 1;
}
