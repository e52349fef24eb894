using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>A prior: a distribution over a run's alphabet that both parties know, and that need not be either one's.</summary>
public static class SharedPrior
{
    /// <summary>
    /// Weights as they are, or the frequencies of a text among the items of the alphabet: what the text has beyond them is left
    /// out, since any law over the alphabet will do for a prior.
    /// </summary>
    /// <param name="spec">Its SPEC.</param>
    /// <param name="size">n, the size of the alphabet.</param>
    /// <param name="items">The alphabet, where it is known here; a text needs it.</param>
    /// <exception cref="BadDataException">It cannot be read, or is not over this alphabet.</exception>
    public static Row Load(string spec, int size, Alphabet? items) => DistributionSource.Load(spec) switch
    {
        IndexedInput indexed when indexed.Row.Length == size => indexed.Row,
        IndexedInput indexed => throw new BadDataException(spec, "prior", $"{indexed.Row.Length} items", $"{size}, the size of the alphabet"),
        TextInput text when items is not null && items.Kind == text.Unit.ToAlphabetKind() => OfText(text, items),
        _ => throw new BadDataException(spec, "prior", "a text", "weights, or a text whose unit is that of both parties' texts, without --alphabet"),
    };

    private static Row OfText(TextInput text, Alphabet items)
    {
        var known = text.Counts.Select(entry => (Index: items.IndexOf(entry.Item), entry.Count)).Where(entry => entry.Index >= 0).ToArray();
        long total = known.Sum(entry => entry.Count);
        if (total == 0)
        {
            throw new BadDataException(text.Source, "prior", "no item of the alphabet occurs in it", "at least one");
        }

        double[] weights = new double[items.Size];
        foreach ((int index, long count) in known)
        {
            weights[index] = (double)count / total;
        }

        return Row.FromWeights(weights, text.Source);
    }
}
