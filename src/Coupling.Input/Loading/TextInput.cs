using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>The counted items of a text. They become a distribution once the parties agree on an alphabet.</summary>
/// <param name="Source">The SPEC, as named in errors.</param>
/// <param name="Unit">What was counted.</param>
/// <param name="Counts">Every item that occurs, in <see cref="ItemOrder"/>, each count at least 1.</param>
/// <param name="Total">The sum of the counts.</param>
public sealed record TextInput(
    string Source, TextUnit Unit, IReadOnlyList<(string Item, long Count)> Counts, long Total) : LoadedInput(Source)
{
    /// <summary>The items that occur: what this party offers for a common alphabet.</summary>
    public Alphabet OwnAlphabet() => Alphabet.FromItems(Unit, Counts.Select(entry => entry.Item), Source);

    /// <summary>Weights count ÷ total in the alphabet's order; items that do not occur get 0.</summary>
    /// <exception cref="BadDataException">The alphabet is of another kind, or lacks an item of the text.</exception>
    public Row OnAlphabet(Alphabet alphabet)
    {
        ArgumentNullException.ThrowIfNull(alphabet);
        if (alphabet.Kind != Unit.ToAlphabetKind())
        {
            throw new BadDataException(Source, "alphabet", alphabet.Kind.Name(), Unit.ToAlphabetKind().Name());
        }

        double[] weights = new double[alphabet.Size];
        foreach ((string item, long count) in Counts)
        {
            int index = alphabet.IndexOf(item);
            if (index < 0)
            {
                throw new BadDataException(
                    Source, Unit.Name(), $"{Quotation.Of(item)} occurs in the text", "the items of the alphabet");
            }

            weights[index] = (double)count / Total;
        }

        return Row.FromWeights(weights, Source);
    }
}
