using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Coupling.Benchmarks.Peers;

/// <summary>One pass that reads P and keeps the largest weight of every 64 items: what a race over blocks cannot do without where P is new.</summary>
internal static class BlockMaxima
{
    public const int Block = 64;

    /// <param name="weights">P.</param>
    /// <param name="maxima">Gets one weight per started block.</param>
    public static void Of(ReadOnlySpan<double> weights, Span<double> maxima)
    {
        int whole = weights.Length / Block;
        ReadOnlySpan<Vector512<double>> p = MemoryMarshal.Cast<double, Vector512<double>>(weights);
        for (int block = 0; block < whole; block++)
        {
            ReadOnlySpan<Vector512<double>> eight = p.Slice(block * 8, 8);
            maxima[block] = Largest(Vector512.MaxNative(
                Vector512.MaxNative(Vector512.MaxNative(eight[0], eight[1]), Vector512.MaxNative(eight[2], eight[3])),
                Vector512.MaxNative(Vector512.MaxNative(eight[4], eight[5]), Vector512.MaxNative(eight[6], eight[7]))));
        }

        if (whole * Block < weights.Length)
        {
            maxima[whole] = Largest(weights[(whole * Block)..]);
        }
    }

    /// <param name="weights">P in binary32.</param>
    /// <param name="maxima">Gets one weight per started block.</param>
    public static void Of(ReadOnlySpan<float> weights, Span<float> maxima)
    {
        int whole = weights.Length / Block;
        ReadOnlySpan<Vector512<float>> p = MemoryMarshal.Cast<float, Vector512<float>>(weights);
        for (int block = 0; block < whole; block++)
        {
            ReadOnlySpan<Vector512<float>> four = p.Slice(block * 4, 4);
            maxima[block] = Largest(Vector512.MaxNative(Vector512.MaxNative(four[0], four[1]), Vector512.MaxNative(four[2], four[3])));
        }

        if (whole * Block < weights.Length)
        {
            maxima[whole] = Largest(weights[(whole * Block)..]);
        }
    }

    private static double Largest(Vector512<double> eight)
    {
        Vector256<double> four = Vector256.MaxNative(eight.GetLower(), eight.GetUpper());
        Vector128<double> two = Vector128.MaxNative(four.GetLower(), four.GetUpper());
        return Math.Max(two[0], two[1]);
    }

    private static float Largest(Vector512<float> sixteen)
    {
        Vector256<float> eight = Vector256.MaxNative(sixteen.GetLower(), sixteen.GetUpper());
        Vector128<float> four = Vector128.MaxNative(eight.GetLower(), eight.GetUpper());
        return Math.Max(Math.Max(four[0], four[1]), Math.Max(four[2], four[3]));
    }

    private static T Largest<T>(ReadOnlySpan<T> weights)
        where T : struct, IComparable<T>
    {
        T largest = weights[0];
        foreach (T weight in weights)
        {
            largest = weight.CompareTo(largest) > 0 ? weight : largest;
        }

        return largest;
    }
}
