using System.Runtime.InteropServices;
using System.Text;
using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>Counts the items of a text as it streams by; only the table of distinct items grows.</summary>
internal sealed class TextCounter
{
    private readonly string source;
    private readonly TextUnit unit;
    private readonly Dictionary<string, long> counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> bySpan;
    private readonly char[] item = new char[TextUnits.MaximumItemBytes];
    private int itemLength;
    private int itemBytes;
    private long total;

    private TextCounter(string source, TextUnit unit)
    {
        this.source = source;
        this.unit = unit;
        bySpan = counts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <param name="stream">UTF-8.</param>
    /// <param name="source">Named in errors.</param>
    /// <param name="unit">What is counted.</param>
    /// <exception cref="BadDataException">
    /// Invalid UTF-8, no item at all, more than 2^20 distinct ones, or one above 64 KiB.
    /// </exception>
    public static TextInput Count(Stream stream, string source, TextUnit unit)
    {
        var counter = new TextCounter(source, unit);
        var runes = new Utf8RuneReader(stream, source);
        while (runes.TryRead(out Rune rune))
        {
            counter.Add(rune);
        }

        counter.EndItem();
        return counter.Result();
    }

    private void Add(Rune rune)
    {
        if (unit == TextUnit.Character)
        {
            Append(rune);
            EndItem();
        }
        else if (TextUnits.IsWordRune(rune))
        {
            Append(rune);
        }
        else
        {
            EndItem();
        }
    }

    private void Append(Rune rune)
    {
        itemBytes += rune.Utf8SequenceLength;
        if (itemBytes > TextUnits.MaximumItemBytes)
        {
            throw new BadDataException(
                source, "word", $"{Quotation.Of(item.AsSpan(0, itemLength))}, too long", "at most 65536 bytes");
        }

        itemLength += rune.EncodeToUtf16(item.AsSpan(itemLength));
    }

    private void EndItem()
    {
        if (itemLength == 0)
        {
            return;
        }

        ref long count = ref CollectionsMarshal.GetValueRefOrAddDefault(bySpan, item.AsSpan(0, itemLength), out _);
        count++;
        total++;
        itemLength = 0;
        itemBytes = 0;
        if (counts.Count > Row.MaximumLength)
        {
            throw new BadDataException(
                source, $"distinct {unit.Name()}s", "more than 1048576", "1 to 1048576");
        }
    }

    private TextInput Result()
    {
        if (total == 0)
        {
            throw new BadDataException(source, $"number of {unit.Name()}s", "0", "at least one");
        }

        (string Item, long Count)[] sorted =
            [.. counts.OrderBy(pair => pair.Key, ItemOrder.Instance).Select(pair => (pair.Key, pair.Value))];
        return new TextInput(source, unit, sorted, total);
    }
}
