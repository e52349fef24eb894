using System.Text.RegularExpressions;

namespace Coupling.Models;

/// <summary>
/// Where byte pairs may not reach across: GPT-2's pattern (an English contraction; a run of letters, of digits or of anything else, each with
/// the space before it; white space), but no run is longer than 64, so that a text without spaces costs no more than others.
/// </summary>
internal static partial class BytePairSplit
{
    /// <summary>As in digests.</summary>
    // .NET sees UTF-16: a surrogate pair is taken whole, or the limit could cut it.
    public const string Pattern =
        @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}{1,64}| ?\p{N}{1,64}| ?(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\s\p{L}\p{N}]){1,64}|\s{1,64}(?!\S)|\s{1,64}";

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant)]
    public static partial Regex Regex();
}
