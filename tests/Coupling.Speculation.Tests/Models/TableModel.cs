using Coupling.Distributions;

namespace Coupling.Speculation.Tests;

/// <summary>A Markov model: a row for every stretch of the last tokens. It counts what its sessions are asked.</summary>
public sealed class TableModel : ILanguageModel
{
    private readonly Row[] rows;
    private readonly int order;

    private TableModel(Row[] rows, int n, int order)
    {
        this.rows = rows;
        AlphabetSize = n;
        this.order = order;
    }

    public int AlphabetSize { get; }

    /// <summary>The same row everywhere.</summary>
    public static TableModel Of(params double[] weights) => new([Row.FromWeights(weights, "a table")], weights.Length, order: 0);

    /// <summary>A row for every token before, and one for the start of the text, which comes last.</summary>
    public static TableModel Of(double[][] rows) => new([.. rows.Select(row => Row.FromWeights(row, "a table"))], rows[0].Length, order: 1);

    /// <summary>Random rows: some of their weights are 0, some are large.</summary>
    public static TableModel Random(int n, int order, int seed)
    {
        var random = new Random(seed);
        int contexts = (int)Math.Round(Math.Pow(n + 1, order));
        return new TableModel([.. Enumerable.Range(0, contexts).Select(_ => RandomRow(n, random))], n, order);
    }

    /// <summary>Rows between this model's and another's: a drafter that is near its target.</summary>
    public TableModel Mixed(TableModel other, double share) => new(
        [.. rows.Zip(other.rows, (own, strange) => Row.FromWeights(
            [.. own.Weights.ToArray().Zip(strange.Weights.ToArray(), (p, q) => ((1 - share) * p) + (share * q))], "a mixture"))],
        AlphabetSize,
        order);

    public IModelSession Open() => new TableSession(this);

    public Row RowAfter(IReadOnlyList<int> text)
    {
        int context = 0;
        for (int back = 1; back <= order; back++)
        {
            context = (context * (AlphabetSize + 1)) + (back <= text.Count ? text[^back] : AlphabetSize);
        }

        return rows[context];
    }

    private static Row RandomRow(int n, Random random)
    {
        double[] masses = [.. Enumerable.Range(0, n).Select(_ => random.Next(6) == 0 ? 0 : -Math.Log(1 - random.NextDouble()))];
        masses[random.Next(n)] += 0.1;
        return Masses.ToRow(masses, "a random row");
    }
}
