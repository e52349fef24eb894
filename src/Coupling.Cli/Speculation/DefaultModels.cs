using System.Globalization;
using Coupling.Models;

namespace Coupling.Cli.Speculation;

/// <summary>The models of a user who names none, made of a shipped story; and what follows from a target that was named.</summary>
internal static class DefaultModels
{
    /// <summary>A sentence that the story might go on from.</summary>
    public const string Prompt = "In the spring the ferryman";

    public static string Target => $"ngram:5@{Path.Combine(AppContext.BaseDirectory, "texts", "ferry.en.txt")}?vocab=bpe:2000,temperature=0.6,top-p=0.95";

    /// <summary>Coarse copies of a target: it sees fewer tokens, in fewer bits.</summary>
    /// <param name="target">SPEC of any model.</param>
    /// <param name="many">Five of them, from nearly the target to hardly alike; else one.</param>
    public static string[] Drafters(string target, bool many) => many
        ? [$"truncated:4,16@{target}", $"truncated:3,12@{target}", $"truncated:3,6@{target}", $"truncated:2,8@{target}", $"truncated:1,8@{target}"]
        : [$"truncated:3,12@{target}"];

    /// <summary>The bigram model of an n-gram target's text; null for other models.</summary>
    public static string? Prior(string target)
    {
        var spec = ModelSpec.Parse(target);
        if (spec.Order is not { } order)
        {
            return null;
        }

        string whole = spec.WithVocabularyOf(spec).ToString();
        string head = string.Create(CultureInfo.InvariantCulture, $"ngram:{order}@");
        return $"ngram:2@{whole[(whole.IndexOf(head, StringComparison.Ordinal) + head.Length)..]}";
    }

    /// <summary>A SPEC with its vocabulary written out: its own, or the target's.</summary>
    /// <exception cref="Coupling.Distributions.BadDataException">It is none.</exception>
    public static string Beside(string target, string spec) => ModelSpec.Parse(spec).WithVocabularyOf(ModelSpec.Parse(target)).ToString();
}
