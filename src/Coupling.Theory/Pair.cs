namespace Coupling.Theory;

/// <summary>What a pair of distributions must satisfy before anything is computed from it.</summary>
internal static class Pair
{
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Check(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        if (p.Length != q.Length)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"p has {p.Length} items and q has {q.Length}: both need the same"));
        }
    }
}
