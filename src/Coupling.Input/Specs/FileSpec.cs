using Coupling.Distributions;

namespace Coupling.Input;

/// <summary><c>PATH[#row][?key[=value][,key[=value]]]</c>, taken apart, escapes undone.</summary>
/// <param name="Path">Not empty.</param>
/// <param name="Row">0-based, or null.</param>
/// <param name="Options">In no order; a key occurs once; null where it stands alone.</param>
internal sealed record FileSpec(string Path, int? Row, IReadOnlyDictionary<string, string?> Options)
{
    /// <param name="spec">The whole SPEC, for errors.</param>
    /// <param name="text">The part of it that names the file.</param>
    public static FileSpec Parse(string spec, ReadOnlySpan<char> text)
    {
        int pathEnd = SpecEscape.IndexOfUnescaped(text, "#?");
        ReadOnlySpan<char> path = pathEnd < 0 ? text : text[..pathEnd];
        ReadOnlySpan<char> rest = pathEnd < 0 ? [] : text[pathEnd..];
        if (path.IsEmpty)
        {
            throw new BadDataException(spec, "path", "empty", SpecKinds.Forms);
        }

        int? row = null;
        if (rest is ['#', ..])
        {
            int rowEnd = SpecEscape.IndexOfUnescaped(rest, "?");
            ReadOnlySpan<char> number = rowEnd < 0 ? rest[1..] : rest[1..rowEnd];
            row = SpecNumber.Whole(spec, "row", number, "a 0-based row number after #");
            rest = rowEnd < 0 ? [] : rest[rowEnd..];
        }

        Dictionary<string, string?> options = rest.IsEmpty ? [] : ParseOptions(spec, rest[1..]);
        return new FileSpec(SpecEscape.Unescape(path), row, options);
    }

    /// <exception cref="BadDataException">There is an option with another key.</exception>
    public void AllowOptions(string spec, params string[] keys)
    {
        if (Options.Keys.FirstOrDefault(key => !keys.Contains(key)) is { } unknown)
        {
            throw new BadDataException(spec, "option", Quotation.Of(unknown), string.Join(", ", keys));
        }
    }

    /// <summary>The value of an option, or null if it is not there.</summary>
    /// <exception cref="BadDataException">It is there without a value.</exception>
    public string? ValueOf(string spec, string key) => !Options.TryGetValue(key, out string? value)
        ? null
        : value ?? throw new BadDataException(spec, "option", Quotation.Of(key), $"key=value: {key}=…");

    /// <summary>Whether an option that takes no value is there.</summary>
    /// <exception cref="BadDataException">It is there with a value.</exception>
    public bool Has(string spec, string key)
    {
        bool there = Options.TryGetValue(key, out string? value);
        return value is null
            ? there
            : throw new BadDataException(spec, "option", Quotation.Of($"{key}={value}"), $"{key} without a value");
    }

    private static Dictionary<string, string?> ParseOptions(string spec, ReadOnlySpan<char> text)
    {
        var options = new Dictionary<string, string?>(StringComparer.Ordinal);
        for (int start = 0; start <= text.Length;)
        {
            int comma = SpecEscape.IndexOfUnescaped(text, ",", start);
            int end = comma < 0 ? text.Length : comma;
            ReadOnlySpan<char> option = text[start..end];
            int equals = option.IndexOf('=');
            string key = (equals < 0 ? option : option[..equals]).ToString();
            if (key.Length == 0)
            {
                throw new BadDataException(spec, "option", Quotation.Of(option), "key or key=value");
            }

            if (!options.TryAdd(key, equals < 0 ? null : SpecEscape.Unescape(option[(equals + 1)..])))
            {
                throw new BadDataException(spec, "option", Quotation.Of(key), "each key once");
            }

            start = end + 1;
        }

        return options;
    }
}
