using System.Globalization;
using Coupling.Input;

namespace Coupling.Models;

/// <summary>
/// <c>vocab=word|char|bpe:N[@FILE]</c> or <c>tokenizer=FILE</c>: what the tokens are.
/// </summary>
/// <param name="Kind"><c>word</c>, <c>char</c>, <c>bpe</c> or <c>tokenizer</c>.</param>
/// <param name="Size">N of <c>bpe:N</c>, 256..2^20; else null.</param>
/// <param name="Path">The text that it is made of, or the tokenizer's file; null for the text of the model.</param>
public sealed record VocabularySpec(string Kind, int? Size, string? Path)
{
    internal const string Option = "vocab";
    internal const string Tokenizer = "tokenizer";

    /// <summary>What <c>vocab</c> may be, for error messages.</summary>
    internal const string Allowed = "word, char or bpe:N with N in 256 to 1048576, and @FILE for another text";

    /// <summary>That of a model whose SPEC names none: small enough for a short story, and lossless for any text.</summary>
    public static VocabularySpec Default { get; } = new(BytePairVocabulary.Name, 1000, null);

    internal string ToOption()
    {
        if (Kind == Tokenizer)
        {
            return $"{Tokenizer}={SpecEscape.Escape(Path!)}";
        }

        string size = Size is { } n ? string.Create(CultureInfo.InvariantCulture, $":{n}") : "";
        return $"{Option}={Kind}{size}{(Path is null ? "" : "@" + SpecEscape.Escape(Path))}";
    }
}
