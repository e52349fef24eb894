using System.Globalization;
using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>
/// The items that both parties number alike: 0..n−1 themselves, or the words or characters of texts in
/// <see cref="ItemOrder"/>. Equal sets of items give equal alphabets, with equal digests.
/// </summary>
public sealed class Alphabet
{
    private readonly string[] items;
    private readonly Lazy<Dictionary<string, int>> indices;
    private readonly Lazy<string> digest;

    private Alphabet(AlphabetKind kind, int size, string[] items)
    {
        Kind = kind;
        Size = size;
        this.items = items;
        indices = new(() => items.Index().ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal));
        digest = new(() => AlphabetDigest.Of(kind, size, items));
    }

    public AlphabetKind Kind { get; }

    /// <summary>n, 1..2^20.</summary>
    public int Size { get; }

    /// <summary>SHA-256 in lower-case hex, over kind, size, and each item's length and bytes.</summary>
    public string Digest => digest.Value;

    /// <summary>The words or characters in order; empty for <see cref="AlphabetKind.Index"/>.</summary>
    public IReadOnlyList<string> Items => items;

    /// <summary>The numbers 0..n−1.</summary>
    /// <exception cref="BadDataException"><paramref name="n"/> is not in 1..2^20.</exception>
    public static Alphabet Index(int n)
    {
        CheckSize(n, "alphabet");
        return new Alphabet(AlphabetKind.Index, n, []);
    }

    /// <param name="unit">What the items are.</param>
    /// <param name="items">In any order; each a valid item of the unit, none twice.</param>
    /// <param name="source">Named in errors.</param>
    /// <exception cref="BadDataException">An item is invalid or occurs twice, or there are 0 or above 2^20.</exception>
    public static Alphabet FromItems(TextUnit unit, IEnumerable<string> items, string source)
    {
        string[] sorted = [.. items];
        CheckSize(sorted.Length, source);
        foreach (string item in sorted)
        {
            if (item is null || !unit.IsItem(item))
            {
                throw new BadDataException(source, "item", Quotation.Of(item), unit.ItemRule());
            }
        }

        Array.Sort(sorted, ItemOrder.Instance);
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] == sorted[i - 1])
            {
                throw new BadDataException(source, "item", $"{Quotation.Of(sorted[i])} twice", "each item once");
            }
        }

        return new Alphabet(unit.ToAlphabetKind(), sorted.Length, sorted);
    }

    /// <summary>One item per line of a file; sorted here, whatever their order there.</summary>
    /// <exception cref="BadDataException">The file cannot be read or breaks a rule; names the line.</exception>
    public static Alphabet FromFile(string path, TextUnit unit) => AlphabetFile.Read(path, unit);

    /// <summary>Every item of either; for numbers the two must be equal, since 0..n−1 is agreed, not pooled.</summary>
    /// <exception cref="BadDataException">Different kinds or lengths, or more than 2^20 items.</exception>
    public static Alphabet Union(Alphabet first, Alphabet second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Kind != second.Kind)
        {
            throw new BadDataException("alphabets", "kinds", $"{first.Kind.Name()} and {second.Kind.Name()}", "the same kind");
        }

        if (first.Kind == AlphabetKind.Index)
        {
            return first.Size == second.Size
                ? first
                : throw new BadDataException("alphabets", "lengths", $"{first.Size} and {second.Size}", "the same length");
        }

        string[] union = Merge(first.items, second.items);
        CheckSize(union.Length, "union of the alphabets");
        return new Alphabet(first.Kind, union.Length, union);
    }

    /// <summary>The item's number, or −1. An item of <see cref="AlphabetKind.Index"/> is its decimal number.</summary>
    public int IndexOf(string item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (Kind != AlphabetKind.Index)
        {
            return indices.Value.GetValueOrDefault(item, -1);
        }

        bool known = int.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && index < Size
            && index.ToString(CultureInfo.InvariantCulture) == item;
        return known ? index : -1;
    }

    /// <summary>The item with that number.</summary>
    /// <param name="index">0..Size−1.</param>
    public string ItemAt(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Size);
        return Kind == AlphabetKind.Index ? index.ToString(CultureInfo.InvariantCulture) : items[index];
    }

    // Both in order, and so is the result.
    private static string[] Merge(string[] first, string[] second)
    {
        var merged = new List<string>(first.Length + second.Length);
        int i = 0;
        int j = 0;
        while (i < first.Length && j < second.Length)
        {
            int order = ItemOrder.Instance.Compare(first[i], second[j]);
            merged.Add(order <= 0 ? first[i] : second[j]);
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return [.. merged, .. first.AsSpan(i), .. second.AsSpan(j)];
    }

    private static void CheckSize(int size, string source)
    {
        if (size is < 1 or > Row.MaximumLength)
        {
            throw new BadDataException(
                source, "size", size.ToString(CultureInfo.InvariantCulture), "1 to 1048576 items");
        }
    }
}
