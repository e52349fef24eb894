using System.Text.RegularExpressions;
using Coupling.Distributions;
using Coupling.Input;

namespace Coupling.Models;

/// <summary><c>key=value[,key=value]…</c> after the question mark of a SPEC; <c>&amp;</c> before a key does as well as a comma.</summary>
internal sealed partial class ModelOptions
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <param name="spec">The whole SPEC, for errors.</param>
    /// <param name="text">What follows the question mark; null if there is none.</param>
    /// <param name="known">The keys that are allowed.</param>
    public ModelOptions(string spec, string? text, string[] known)
    {
        if (text is null)
        {
            return;
        }

        foreach (string option in Split(text))
        {
            int equals = option.IndexOf('=', StringComparison.Ordinal);
            string key = equals < 0 ? option : option[..equals];
            if (!known.Contains(key))
            {
                throw new BadDataException(spec, "option", Quotation.Of(key), string.Join(", ", known));
            }

            if (equals < 0 || equals == option.Length - 1)
            {
                throw new BadDataException(spec, "option", Quotation.Of(option), $"{key}=…");
            }

            if (!values.TryAdd(key, SpecEscape.Unescape(option.AsSpan(equals + 1))))
            {
                throw new BadDataException(spec, "option", Quotation.Of(key), "each key once");
            }
        }
    }

    /// <summary>The value without escapes, not empty; null if the option is not there.</summary>
    public string? this[string key] => values.GetValueOrDefault(key);

    private static List<string> Split(string text)
    {
        var options = new List<string>();
        int start = 0;
        for (int comma; (comma = SpecEscape.IndexOfUnescaped(text, ",", start)) >= 0; start = comma + 1)
        {
            options.AddRange(Ampersand().Split(text[start..comma]));
        }

        options.AddRange(Ampersand().Split(text[start..]));
        return options;
    }

    [GeneratedRegex("&(?=[a-z][a-z-]*=)")]
    private static partial Regex Ampersand();
}
