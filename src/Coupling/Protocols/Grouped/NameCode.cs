using Coupling.Bits;
using Coupling.Coins;

namespace Coupling.Protocols.Grouped;

/// <summary>
/// Names of first darts (item, window, order): the item in log₂ n bits, window and order in unary, each bit by what was said before
/// in this unit.
/// </summary>
internal sealed class NameCode(int alphabetSize)
{
    /// <summary>A first dart lies in a later window with probability e^−128: that is below the resolution of the coins.</summary>
    public const int LastWindow = 63;

    private readonly AdaptiveBit[] laterWindow = [new(), new(), new()];
    private readonly AdaptiveBit[] higherOrder = [new(), new()];

    public void Encode(ArithmeticEncoder code, Dart dart)
    {
        code.EncodeUniform(dart.Item, alphabetSize);
        EncodeUnary(code, (int)Math.Min(dart.Window, LastWindow), LastWindow, laterWindow);
        EncodeUnary(code, dart.Order, CoinCounter.MaximumOrder, higherOrder);
    }

    /// <summary>The name alone: any that is heard is that of a dart.</summary>
    public async ValueTask<(int Item, uint Window, int Order)> DecodeAsync(ArithmeticDecoder code)
    {
        int item = await code.DecodeUniformAsync(alphabetSize).ConfigureAwait(false);
        int window = await DecodeUnaryAsync(code, LastWindow, laterWindow).ConfigureAwait(false);
        int order = await DecodeUnaryAsync(code, CoinCounter.MaximumOrder, higherOrder).ConfigureAwait(false);
        return (item, (uint)window, order);
    }

    private static void EncodeUnary(ArithmeticEncoder code, int value, int largest, AdaptiveBit[] more)
    {
        for (int told = 0; told < largest; told++)
        {
            code.Encode(told < value ? 1 : 0, more[Math.Min(told, more.Length - 1)]);
            if (told == value)
            {
                return;
            }
        }
    }

    private static async ValueTask<int> DecodeUnaryAsync(ArithmeticDecoder code, int largest, AdaptiveBit[] more)
    {
        int value = 0;
        while (value < largest && await code.DecodeAsync(more[Math.Min(value, more.Length - 1)]).ConfigureAwait(false) == 1)
        {
            value++;
        }

        return value;
    }
}
