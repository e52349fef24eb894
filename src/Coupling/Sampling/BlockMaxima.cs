using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Coupling.Coins;

namespace Coupling.Sampling;

/// <summary>The largest weight of each 64 neighbouring items: the one pass over a row that a race by blocks takes.</summary>
internal static class BlockMaxima
{
    /// <summary>How many there are for so many items.</summary>
    public static int Count(int items) => (items + RaceBlockV1.BlockItems - 1) / RaceBlockV1.BlockItems;

    /// <param name="weights">Not negative, binary32 or binary64.</param>
    /// <param name="maxima">Gets one for each 64 items, the last of which may be fewer.</param>
    public static void Fill<T>(ReadOnlySpan<T> weights, Span<T> maxima)
        where T : unmanaged, INumber<T>
    {
        int whole = weights.Length / RaceBlockV1.BlockItems;
        for (int block = 0; block < whole; block++)
        {
            maxima[block] = OfWhole(weights.Slice(block * RaceBlockV1.BlockItems, RaceBlockV1.BlockItems));
        }

        ReadOnlySpan<T> rest = weights[(whole * RaceBlockV1.BlockItems)..];
        if (!rest.IsEmpty)
        {
            maxima[whole] = Largest(rest);
        }
    }

    private static T OfWhole<T>(ReadOnlySpan<T> weights)
        where T : unmanaged, INumber<T>
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ReadOnlySpan<Vector512<T>> vectors = MemoryMarshal.Cast<T, Vector512<T>>(weights);
            Vector512<T> largest = vectors[0];
            for (int index = 1; index < vectors.Length; index++)
            {
                largest = Vector512.MaxNative(largest, vectors[index]);
            }

            return Largest(Vector256.MaxNative(largest.GetLower(), largest.GetUpper()));
        }

        if (Vector256.IsHardwareAccelerated)
        {
            ReadOnlySpan<Vector256<T>> vectors = MemoryMarshal.Cast<T, Vector256<T>>(weights);
            Vector256<T> largest = vectors[0];
            for (int index = 1; index < vectors.Length; index++)
            {
                largest = Vector256.MaxNative(largest, vectors[index]);
            }

            return Largest(largest);
        }

        return Largest(weights);
    }

    private static T Largest<T>(Vector256<T> of)
        where T : unmanaged, INumber<T>
    {
        Vector128<T> largest = Vector128.MaxNative(of.GetLower(), of.GetUpper());
        T found = largest[0];
        for (int index = 1; index < Vector128<T>.Count; index++)
        {
            found = largest[index] > found ? largest[index] : found;
        }

        return found;
    }

    private static T Largest<T>(ReadOnlySpan<T> of)
        where T : unmanaged, INumber<T>
    {
        T found = of[0];
        foreach (T one in of[1..])
        {
            found = one > found ? one : found;
        }

        return found;
    }
}
