using System.Numerics;
using Coupling.Bits;

namespace Coupling.Protocols.Grouped;

/// <summary>
/// Step 2's symbols and step 3's answers, as Bob codes them and Alice decodes them: by what was said before in this unit, and by
/// what is known of the rest (a pivot is the lowest set bit of a uniform number; of so many odd children each choice is as likely).
/// </summary>
internal sealed class FlagCode
{
    private const int LogSizes = 9;
    private const int Places = 3;

    private readonly AdaptiveBit[] firstFlag = [new(), new()];
    private readonly AdaptiveBit laterFlag = new();
    private readonly AdaptiveBit[] differs = [new(), new(), new()];
    private readonly AdaptiveBit[][] moreOdd = [.. Enumerable.Range(0, LogSizes).Select(_ => new AdaptiveBit[Places] { new(), new(), new() })];

    /// <summary>0: finished. Else the lowest open bit of δ, along which the group is searched next.</summary>
    /// <param name="code">This turn's code.</param>
    /// <param name="group">Its δ is looked at.</param>
    /// <param name="part">The number of the part of the unit, from 0.</param>
    public void EncodeSymbol(ArithmeticEncoder code, DetectionGroup group, int part)
    {
        uint difference = group.Difference & group.OpenBits;
        code.Encode(difference == 0 ? 0 : 1, Flag(group, part));
        if (difference == 0)
        {
            group.Finish();
            return;
        }

        int pivot = BitOperations.TrailingZeroCount(difference);
        int open = BitOperations.PopCount(group.OpenBits);
        for (uint rest = group.OpenBits; open > 1; rest &= rest - 1, open--)
        {
            bool set = BitOperations.TrailingZeroCount(rest) == pivot;
            code.Encode(set ? 1 : 0, PivotZeros(open), PivotOnes(open));
            if (set)
            {
                break;
            }
        }

        group.Search(pivot);
    }

    /// <summary>The same, as Alice hears it.</summary>
    public async ValueTask DecodeSymbolAsync(ArithmeticDecoder code, DetectionGroup group, int part)
    {
        if (await code.DecodeAsync(Flag(group, part)).ConfigureAwait(false) == 0)
        {
            group.Finish();
            return;
        }

        uint rest = group.OpenBits;
        for (int open = BitOperations.PopCount(rest); open > 1; rest &= rest - 1, open--)
        {
            if (await code.DecodeAsync(PivotZeros(open), PivotOnes(open)).ConfigureAwait(false) == 1)
            {
                break;
            }
        }

        group.Search(BitOperations.TrailingZeroCount(rest));
    }

    /// <summary>Whether the δ of a group is not 0, where nothing is searched along a bit.</summary>
    public void EncodeDiffers(ArithmeticEncoder code, DetectionGroup group)
    {
        EncodeDiffers(code, group.Difference != 0, splits: 0);
        group.Split(group.Difference != 0);
    }

    /// <summary>The same, as Alice hears it.</summary>
    public async ValueTask DecodeDiffersAsync(ArithmeticDecoder code, DetectionGroup group) =>
        group.Split(await DecodeDiffersAsync(code, splits: 0).ConfigureAwait(false));

    /// <summary>Whether a part of a number of splits so far differs.</summary>
    public void EncodeDiffers(ArithmeticEncoder code, bool value, int splits) => code.Encode(value ? 1 : 0, differs[splits]);

    /// <summary>The same, as Alice hears it.</summary>
    public async ValueTask<bool> DecodeDiffersAsync(ArithmeticDecoder code, int splits) =>
        await code.DecodeAsync(differs[splits]).ConfigureAwait(false) == 1;

    /// <summary>Which children of an odd node are odd: how many, an odd number, and then which.</summary>
    public void EncodeOdd(ArithmeticEncoder code, ReadOnlySpan<bool> odd)
    {
        int count = odd.Count(true);
        for (int told = 1; told + 2 <= odd.Length; told += 2)
        {
            code.Encode(told < count ? 1 : 0, MoreOdd(odd.Length, told));
            if (told == count)
            {
                break;
            }
        }

        int left = count;
        for (int child = 0; left > 0 && left < odd.Length - child; child++)
        {
            code.Encode(odd[child] ? 1 : 0, (ulong)(odd.Length - child - left), (ulong)left);
            left -= odd[child] ? 1 : 0;
        }
    }

    /// <summary>The same, as Alice hears it.</summary>
    public async ValueTask<bool[]> DecodeOddAsync(ArithmeticDecoder code, int arity)
    {
        int left = 1;
        while (left + 2 <= arity && await code.DecodeAsync(MoreOdd(arity, left)).ConfigureAwait(false) == 1)
        {
            left += 2;
        }

        bool[] odd = new bool[arity];
        for (int child = 0; child < arity; child++)
        {
            odd[child] = left > 0 && (left == arity - child
                || await code.DecodeAsync((ulong)(arity - child - left), (ulong)left).ConfigureAwait(false) == 1);
            left -= odd[child] ? 1 : 0;
        }

        return odd;
    }

    // Of a uniform number of so many bits that is not 0, the lowest bit is set in 2^(bits−1) cases of 2^bits − 1.
    private static ulong PivotOnes(int bits) => 1UL << (bits - 1);

    private static ulong PivotZeros(int bits) => (1UL << (bits - 1)) - 1;

    private AdaptiveBit Flag(DetectionGroup group, int part) => group.Searches > 0 ? laterFlag : firstFlag[part];

    private AdaptiveBit MoreOdd(int arity, int told) => moreOdd[int.Log2(arity)][Math.Min(told / 2, Places - 1)];
}
