using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Coupling.Coins;

namespace Coupling.Sampling;

/// <summary>Weights of binary32 or binary64 as the binary64 numbers of the same value.</summary>
internal static class Widened
{
    /// <param name="from">Weights.</param>
    /// <param name="to">At least as long.</param>
    public static void Copy<T>(ReadOnlySpan<T> from, Span<double> to)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(double))
        {
            MemoryMarshal.Cast<T, double>(from).CopyTo(to);
            return;
        }

        int index = 0;
        if (typeof(T) == typeof(float))
        {
            ReadOnlySpan<float> narrow = MemoryMarshal.Cast<T, float>(from);
            for (; index <= narrow.Length - Vector256<float>.Count; index += Vector256<float>.Count)
            {
                (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(Vector256.Create(narrow[index..]));
                lower.CopyTo(to[index..]);
                upper.CopyTo(to[(index + Vector256<double>.Count)..]);
            }
        }

        for (; index < from.Length; index++)
        {
            to[index] = double.CreateTruncating(from[index]);
        }
    }

    /// <summary>The 64 weights from a place on, missing ones 0: where they are if they can be, else in <paramref name="room"/>.</summary>
    /// <param name="from">Weights.</param>
    /// <param name="start">Below their number.</param>
    /// <param name="room">64 numbers.</param>
    public static ReadOnlySpan<double> Group<T>(ReadOnlySpan<T> from, int start, Span<double> room)
        where T : unmanaged, INumber<T>
    {
        int count = Math.Min(Prefixes.Places, from.Length - start);
        if (typeof(T) == typeof(double) && count == Prefixes.Places)
        {
            return MemoryMarshal.Cast<T, double>(from.Slice(start, count));
        }

        Copy(from.Slice(start, count), room);
        room[count..].Clear();
        return room;
    }
}
