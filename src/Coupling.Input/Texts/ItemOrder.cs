namespace Coupling.Input;

/// <summary>
/// The order of items: ordinal by their UTF-8 bytes, which is the order by scalar values. It differs from the ordinal
/// order of UTF-16, where surrogates stand before U+E000..U+FFFF.
/// </summary>
public sealed class ItemOrder : IComparer<string>
{
    private ItemOrder()
    {
    }

    public static ItemOrder Instance { get; } = new();

    /// <param name="x">Well-formed UTF-16.</param>
    /// <param name="y">Well-formed UTF-16.</param>
    public int Compare(string? x, string? y)
    {
        int common = x.AsSpan().CommonPrefixLength(y);
        return x is not null && y is not null && common < x.Length && common < y.Length
            ? Rank(x[common]).CompareTo(Rank(y[common]))
            : (x?.Length ?? -1).CompareTo(y?.Length ?? -1);
    }

    // Moves surrogates, which stand for the largest scalar values, behind the other code units.
    private static int Rank(char unit) => unit switch
    {
        < '\uD800' => unit,
        <= '\uDFFF' => unit + 0x2000,
        _ => unit - 0x800,
    };
}
