using System.Text;
using System.Text.RegularExpressions;
using Coupling.Distributions;
using Coupling.Input;
using Microsoft.ML.Tokenizers;

namespace Coupling.Models;

/// <summary>What the files of a byte-level BPE tokenizer say, in whichever format.</summary>
/// <param name="Tokens">Written in <see cref="ByteCharacters"/>, with their numbers.</param>
/// <param name="Merges">In order: left and right token, with a space between.</param>
/// <param name="Special">Tokens that stand for themselves, such as <c>&lt;|endoftext|&gt;</c>.</param>
/// <param name="Patterns">How a text is cut, one after another.</param>
/// <param name="Digest">Of the files.</param>
internal sealed record ByteLevelTokenizer(
    IReadOnlyDictionary<string, int> Tokens, IReadOnlyList<string> Merges, IReadOnlyDictionary<string, int> Special, IReadOnlyList<string> Patterns, string Digest)
{
    // What stands before a text in the training of well-known models. The first that is there.
    private static readonly string[] Begins = ["<|begin_of_text|>", "<s>", "<bos>", "<|endoftext|>"];

    // A pattern from a file may take exponential time on some text.
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(10);

    /// <exception cref="BadDataException">They contradict each other.</exception>
    public TokenizerVocabulary ToVocabulary(string source)
    {
        var splits = new SuccessiveSplits([.. Patterns.Select(pattern => Compile(pattern, source))]);
        var options = new BpeOptions(Tokens) { Merges = Merges, PreTokenizer = splits, ByteLevel = true };
        BpeTokenizer tokenizer;
        try
        {
            tokenizer = BpeTokenizer.Create(options);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException)
        {
            throw new BadDataException($"{source}: tokenizer: {e.Message} (allowed: byte-level BPE)", e);
        }

        return new TokenizerVocabulary(tokenizer, new SpecialTokens(Special), Bytes(source), BeginOf(Special, Tokens), Digest);
    }

    /// <summary>The token before every text, by its usual names.</summary>
    public static int? BeginOf(params IReadOnlyDictionary<string, int>[] tables)
    {
        foreach (string name in Begins)
        {
            foreach (IReadOnlyDictionary<string, int> table in tables)
            {
                if (table.TryGetValue(name, out int token))
                {
                    return token;
                }
            }
        }

        return null;
    }

    /// <exception cref="BadDataException">.NET does not know such a pattern.</exception>
    public static Regex Compile(string pattern, string source)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.Compiled, LongestMatch);
        }
        catch (ArgumentException e)
        {
            throw new BadDataException($"{source}: pattern of the tokenizer: {Quotation.Of(pattern)}: {e.Message} (allowed: a regular expression of .NET)", e);
        }
    }

    /// <summary>A table by number, with nothing for numbers that no token has.</summary>
    /// <exception cref="BadDataException">A number is out of range.</exception>
    public static ReadOnlyMemory<byte>[] Table(IEnumerable<(int Token, byte[] Bytes)> pieces, string source)
    {
        (int Token, byte[] Bytes)[] all = [.. pieces];
        int size = all.Length == 0 ? 0 : all.Max(piece => piece.Token) + 1;
        if (all.Any(piece => piece.Token < 0) || size is 0 or > Vocabulary.MaximumSize)
        {
            throw new BadDataException(source, "numbers of the tokenizer's tokens", $"up to {size - 1}", $"0 to {Vocabulary.MaximumSize - 1}");
        }

        var table = new ReadOnlyMemory<byte>[size];
        foreach ((int token, byte[] bytes) in all)
        {
            table[token] = bytes;
        }

        return table;
    }

    private ReadOnlyMemory<byte>[] Bytes(string source) => Table(
        Tokens.Where(entry => !Special.ContainsKey(entry.Key)).Select(entry => (entry.Value, PieceOf(entry.Key, source)))
            .Concat(Special.Select(entry => (entry.Value, Encoding.UTF8.GetBytes(entry.Key)))),
        source);

    private static byte[] PieceOf(string token, string source) => ByteCharacters.Read(token)
        ?? throw new BadDataException(source, "tokenizer's token", Quotation.Of(token), "byte-level BPE, as of GPT-2, Llama 3, Qwen or SmolLM: the characters that stand for bytes");
}
