using System.Numerics;
using System.Runtime.CompilerServices;

namespace Coupling.Coordination.Tallies;

/// <summary>Counts rounds in which both parties have the same sample.</summary>
internal static class Agreements
{
    /// <summary>How many places of two spans of one length are equal.</summary>
    // Few calls with much to do each: counting calls would compile it too late.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Count(ReadOnlySpan<int> alice, ReadOnlySpan<int> bob)
    {
        Vector<int> lanes = Vector<int>.Zero;
        int index = 0;
        for (; index <= alice.Length - Vector<int>.Count; index += Vector<int>.Count)
        {
            // Equal lanes are −1.
            lanes -= Vector.Equals(new Vector<int>(alice[index..]), new Vector<int>(bob[index..]));
        }

        int equal = Vector.Sum(lanes);
        for (; index < alice.Length; index++)
        {
            equal += alice[index] == bob[index] ? 1 : 0;
        }

        return equal;
    }
}
