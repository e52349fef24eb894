using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>What was read, so that anybody can check it.</summary>
/// <param name="Source">The SPEC as it was written.</param>
/// <param name="Kind">The SPEC's kind, or the file's format.</param>
/// <param name="N">Items of the alphabet.</param>
/// <param name="Support">How many of them have a weight above 0.</param>
/// <param name="Sum">The compensated sum of the weights.</param>
/// <param name="EntropyBits">−Σ p·log₂ p.</param>
/// <param name="Digest">Of the row.</param>
/// <param name="AlphabetKind"><c>index</c>, <c>text-word</c> or <c>text-char</c>.</param>
/// <param name="AlphabetDigest">Of the alphabet.</param>
/// <param name="Largest">By weight, the largest first; of equal weights, the lower index first.</param>
public sealed record InputSummary(
    string Source,
    string Kind,
    int N,
    int Support,
    double Sum,
    double EntropyBits,
    string Digest,
    string AlphabetKind,
    string AlphabetDigest,
    IReadOnlyList<WeightedItem> Largest)
{
    /// <param name="spec">What <paramref name="input"/> was loaded from.</param>
    /// <param name="input">Weights, or a text, whose alphabet is then of its own items.</param>
    /// <param name="top">How many of the largest items, at most.</param>
    public static (InputSummary Summary, Row Row) Of(DistributionSpec spec, LoadedInput input, int top)
    {
        ArgumentNullException.ThrowIfNull(spec);
        (Row row, Alphabet alphabet) = input switch
        {
            IndexedInput indexed => (indexed.Row, Alphabet.Index(indexed.Row.Length)),
            TextInput text when text.OwnAlphabet() is var own => (text.OnAlphabet(own), own),
            _ => throw new ArgumentException("An input is weights or a text.", nameof(input)),
        };
        double[] weights = row.Weights.ToArray();
        IEnumerable<int> largest = Enumerable.Range(0, weights.Length).OrderByDescending(item => weights[item]).Take(top);
        var summary = new InputSummary(
            input.Source,
            spec.Kind,
            row.Length,
            weights.Count(weight => weight > 0),
            CompensatedSum.Of(weights),
            Entropy.Bits(row),
            row.Digest,
            alphabet.Kind.Name(),
            alphabet.Digest,
            [.. largest.Select(item => new WeightedItem(item, alphabet.ItemAt(item), weights[item]))]);
        return (summary, row);
    }
}
