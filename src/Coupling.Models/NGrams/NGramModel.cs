using Coupling.Distributions;
using Coupling.Speculation;

namespace Coupling.Models;

/// <summary>
/// Interpolated modified Kneser–Ney (Chen and Goodman 1999): p(w | h) = (a(hw) − D(a(hw)))/a(h) + γ(h)·p(w | h without its first token), down to the
/// uniform distribution. docs/models.md.
/// </summary>
internal sealed class NGramModel : IContextModel
{
    /// <summary>The longest n-gram that a SPEC may ask for.</summary>
    public const int MaximumOrder = 7;

    private readonly NGramLevel[] levels;
    private readonly Discounts[] discounts;
    private readonly double[] unigrams;
    private readonly string source;

    /// <param name="levels">Of the 1-grams, the 2-grams, …</param>
    /// <param name="alphabetSize">n.</param>
    /// <param name="source">Named in errors.</param>
    public NGramModel(NGramLevel[] levels, int alphabetSize, string source)
    {
        this.levels = levels;
        this.source = source;
        AlphabetSize = alphabetSize;
        discounts = [.. levels.Select(level => Discounts.Estimate(level.Counts))];
        unigrams = Unigrams();
    }

    public int AlphabetSize { get; }

    public int Window => levels.Length - 1;

    public IModelSession Open() => new ContextSession(this);

    public Row RowAfter(ReadOnlySpan<int> context)
    {
        Span<Successors> found = stackalloc Successors[MaximumOrder];
        int count = 0;
        double scale = 1;
        for (int length = Math.Min(context.Length, Window); length > 0; length--)
        {
            if (SuccessorsOf(context[^length..], scale) is { } successors)
            {
                found[count++] = successors;
                scale *= successors.BackOff;
            }
        }

        double[] weights = new double[AlphabetSize];
        for (int token = 0; token < weights.Length; token++)
        {
            weights[token] = scale * unigrams[token];
        }

        while (count > 0)
        {
            Add(found[--count], weights);
        }

        return Row.FromWeights(weights, source);
    }

    /// <param name="context">At least one token.</param>
    /// <param name="scale">The product of γ of all longer contexts.</param>
    /// <returns>Null if nothing ever followed this context.</returns>
    private Successors? SuccessorsOf(ReadOnlySpan<int> context, double scale)
    {
        int start = 0;
        int end = levels[0].Tokens.Length;
        for (int k = 0; k < context.Length; k++)
        {
            int place = levels[k].Find(context[k], start, end);
            if (place < 0)
            {
                return null;
            }

            (start, end) = (levels[k].Children[place], levels[k].Children[place + 1]);
        }

        return start < end ? new Successors(context.Length, start, end, scale, Sum(levels[context.Length].Counts.AsSpan(start..end), discounts[context.Length])) : null;
    }

    private void Add(in Successors successors, double[] weights)
    {
        NGramLevel level = levels[successors.Level];
        Discounts discount = discounts[successors.Level];
        for (int i = successors.Start; i < successors.End; i++)
        {
            int count = level.Counts[i];
            weights[level.Tokens[i]] += successors.Scale * ((count - discount.Of(count)) / successors.Sum.Total);
        }
    }

    // Of the shortest context, the empty one, mixed with 1/n.
    private double[] Unigrams()
    {
        NGramLevel level = levels[0];
        CountSum sum = Sum(level.Counts, discounts[0]);
        double[] weights = new double[AlphabetSize];
        Array.Fill(weights, sum.BackOff / AlphabetSize);
        Add(new Successors(0, 0, level.Tokens.Length, 1, sum), weights);
        return weights;
    }

    private static CountSum Sum(ReadOnlySpan<int> counts, Discounts discounts)
    {
        long total = 0;
        long ones = 0;
        long twos = 0;
        foreach (int count in counts)
        {
            total += count;
            ones += count == 1 ? 1 : 0;
            twos += count == 2 ? 1 : 0;
        }

        double taken = (discounts.One * ones) + (discounts.Two * twos) + (discounts.More * (counts.Length - ones - twos));
        return new CountSum(total, taken / total);
    }

    /// <param name="Total">a(h): the sum of the counts after a context.</param>
    /// <param name="BackOff">γ(h): what all discounts together are of it.</param>
    private readonly record struct CountSum(double Total, double BackOff);

    private readonly record struct Successors(int Level, int Start, int End, double Scale, CountSum Sum)
    {
        public double BackOff => Sum.BackOff;
    }
}
