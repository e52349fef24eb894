using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Coupling.Coins;

/// <summary>The 128 bits of many blocks at once, as two words each, by the widest instructions that there are.</summary>
internal static class WordBlocks
{
    /// <summary>The blocks of neighbouring items: the item word of the counter grows by 1.</summary>
    /// <param name="seed">The key.</param>
    /// <param name="purpose">Of the counter, as the next three.</param>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="window">Any.</param>
    /// <param name="order">0..255.</param>
    /// <param name="firstItem">The item of the first block.</param>
    /// <param name="low">Gets each block's lower 64 bits; as many blocks as it is long.</param>
    /// <param name="high">Gets its upper 64 bits; as long.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OfItems(
        ulong seed, CoinPurpose purpose, long round, uint window, int order, uint firstItem, Span<ulong> low, Span<ulong> high)
    {
        uint c2 = (uint)round;
        uint c3 = CoinCounter.HighWord(purpose, round, order);
        int index = 0;
        if (Avx512F.IsSupported)
        {
            Vector512<ulong> items = Vector512.Create((ulong)firstItem) + Vector512<ulong>.Indices;
            for (; index <= low.Length - Vector512<ulong>.Count; index += Vector512<ulong>.Count, items += Vector512.Create(8UL))
            {
                Store(
                    PhiloxLanes.Eight(seed, items, Vector512.Create((ulong)window), Vector512.Create((ulong)c2), Vector512.Create((ulong)c3)),
                    low, high, index);
            }
        }
        else if (Avx2.IsSupported)
        {
            Vector256<ulong> items = Vector256.Create((ulong)firstItem) + Vector256<ulong>.Indices;
            for (; index <= low.Length - Vector256<ulong>.Count; index += Vector256<ulong>.Count, items += Vector256.Create(4UL))
            {
                Store(
                    PhiloxLanes.Four(seed, items, Vector256.Create((ulong)window), Vector256.Create((ulong)c2), Vector256.Create((ulong)c3)),
                    low, high, index);
            }
        }

        for (; index < low.Length; index++)
        {
            (low[index], high[index]) = Philox4x32.Block(seed, firstItem + (uint)index, window, c2, c3);
        }
    }

    /// <summary>The blocks of any items.</summary>
    /// <param name="seed">The key.</param>
    /// <param name="purpose">Of the counter, as the next three.</param>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="window">Any.</param>
    /// <param name="order">0..255.</param>
    /// <param name="items">The item word of each block.</param>
    /// <param name="low">Gets each block's lower 64 bits; at least as long as <paramref name="items"/>.</param>
    /// <param name="high">Gets its upper 64 bits; as long.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OfItems(
        ulong seed, CoinPurpose purpose, long round, uint window, int order, ReadOnlySpan<uint> items, Span<ulong> low, Span<ulong> high)
    {
        uint c2 = (uint)round;
        uint c3 = CoinCounter.HighWord(purpose, round, order);
        int index = 0;
        if (Avx512F.IsSupported)
        {
            for (; index <= items.Length - Vector512<ulong>.Count; index += Vector512<ulong>.Count)
            {
                Vector512<ulong> some = Vector512.WidenLower(Vector256.Create(items.Slice(index, 8)).ToVector512Unsafe());
                Store(
                    PhiloxLanes.Eight(seed, some, Vector512.Create((ulong)window), Vector512.Create((ulong)c2), Vector512.Create((ulong)c3)),
                    low, high, index);
            }
        }
        else if (Avx2.IsSupported)
        {
            for (; index <= items.Length - Vector256<ulong>.Count; index += Vector256<ulong>.Count)
            {
                Vector256<ulong> some = Vector256.WidenLower(Vector128.Create(items.Slice(index, 4)).ToVector256Unsafe());
                Store(
                    PhiloxLanes.Four(seed, some, Vector256.Create((ulong)window), Vector256.Create((ulong)c2), Vector256.Create((ulong)c3)),
                    low, high, index);
            }
        }

        for (; index < items.Length; index++)
        {
            (low[index], high[index]) = Philox4x32.Block(seed, items[index], window, c2, c3);
        }
    }

    /// <summary>The blocks of one item at neighbouring orders.</summary>
    /// <param name="seed">The key.</param>
    /// <param name="purpose">Of the counter, as the next three.</param>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="window">Any.</param>
    /// <param name="firstOrder">The order of the first block; none goes beyond 255.</param>
    /// <param name="item">Any.</param>
    /// <param name="low">Gets each block's lower 64 bits; as many blocks as it is long.</param>
    /// <param name="high">Gets its upper 64 bits; as long.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OfOrders(
        ulong seed, CoinPurpose purpose, long round, uint window, int firstOrder, uint item, Span<ulong> low, Span<ulong> high)
    {
        uint c2 = (uint)round;
        uint c3 = CoinCounter.HighWord(purpose, round, firstOrder);
        const uint Step = 1u << CoinCounter.OrderShift;
        int index = 0;
        if (Avx512F.IsSupported)
        {
            Vector512<ulong> orders = Vector512.Create((ulong)c3) + (Vector512<ulong>.Indices << CoinCounter.OrderShift);
            for (; index <= low.Length - Vector512<ulong>.Count; index += Vector512<ulong>.Count, orders += Vector512.Create(8UL * Step))
            {
                Store(
                    PhiloxLanes.Eight(seed, Vector512.Create((ulong)item), Vector512.Create((ulong)window), Vector512.Create((ulong)c2), orders),
                    low, high, index);
            }
        }
        else if (Avx2.IsSupported)
        {
            Vector256<ulong> orders = Vector256.Create((ulong)c3) + (Vector256<ulong>.Indices << CoinCounter.OrderShift);
            for (; index <= low.Length - Vector256<ulong>.Count; index += Vector256<ulong>.Count, orders += Vector256.Create(4UL * Step))
            {
                Store(
                    PhiloxLanes.Four(seed, Vector256.Create((ulong)item), Vector256.Create((ulong)window), Vector256.Create((ulong)c2), orders),
                    low, high, index);
            }
        }

        for (; index < low.Length; index++)
        {
            (low[index], high[index]) = Philox4x32.Block(seed, item, window, c2, c3 + ((uint)index * Step));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store((Vector512<ulong> Low, Vector512<ulong> High) words, Span<ulong> low, Span<ulong> high, int index)
    {
        words.Low.StoreUnsafe(ref MemoryMarshal.GetReference(low), (nuint)index);
        words.High.StoreUnsafe(ref MemoryMarshal.GetReference(high), (nuint)index);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store((Vector256<ulong> Low, Vector256<ulong> High) words, Span<ulong> low, Span<ulong> high, int index)
    {
        words.Low.StoreUnsafe(ref MemoryMarshal.GetReference(low), (nuint)index);
        words.High.StoreUnsafe(ref MemoryMarshal.GetReference(high), (nuint)index);
    }
}
