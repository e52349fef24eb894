using Coupling.Distributions;
using Coupling.Speculation;
using CsCheck;

namespace Coupling.Models.Tests;

public class NGramModelTests
{
    private static readonly Gen<(int[] Text, int Size, int Order, int[] History)> Cases =
        from size in Gen.Int[1, 6]
        from text in Gen.Int[0, size - 1].Array[1, 200]
        from order in Gen.Int[1, 7]
        from history in Gen.Int[0, size - 1].Array[0, 9]
        select (text, size, order, history);

    [Fact]
    public void Rows_are_those_of_the_definition() => Cases.Sample(
        entry =>
        {
            (int[] text, int size, int order, int[] history) = entry;
            var reference = new ReferenceKneserNey(text, size, order);
            Row row = RowAfter(Model(text, size, order), history);
            for (int token = 0; token < size; token++)
            {
                Assert.Equal(reference.Probability(history, token), row[token], 1e-12);
            }
        },
        iter: 500);

    // A history that the text has, so that long contexts are found too.
    [Fact]
    public void So_are_those_within_the_text() => Cases.Where(entry => entry.Text.Length > 10).Sample(
        entry =>
        {
            (int[] text, int size, int order, int[] history) = entry;
            var reference = new ReferenceKneserNey(text, size, order);
            int start = history.Sum() % (text.Length - 9);
            int[] there = text[start..(start + 8)];
            Row row = RowAfter(Model(text, size, order), there);
            for (int token = 0; token < size; token++)
            {
                Assert.Equal(reference.Probability(there, token), row[token], 1e-12);
            }
        },
        iter: 500);

    [Fact]
    public void The_reference_sees_a_wrong_count()
    {
        int[] text = [0, 1, 2, 0, 1, 0, 2, 2, 1, 0, 1, 2, 0, 0, 1];
        NGramLevel[] levels = NGramCounter.Count(text, 3, 3);
        levels[1].Counts[0]++;
        var reference = new ReferenceKneserNey(text, 3, 3);
        Row row = RowAfter(new NGramModel(levels, 3, "test"), [0]);
        Assert.NotEqual(reference.Probability([0], levels[1].Tokens[0]), row[levels[1].Tokens[0]], 1e-12);
    }

    [Fact]
    public void Sums_are_1_and_no_token_is_impossible()
    {
        var vocabulary = BytePairVocabulary.Train(File.ReadAllText(Shipped.Ferry), 1000);
        int[] text = vocabulary.Encode(File.ReadAllText(Shipped.Ferry));
        NGramModel model = Model(text, vocabulary.Size, 7);
        for (int end = 0; end < text.Length; end += 37)
        {
            Row row = RowAfter(model, text[..end]);
            Assert.InRange(CompensatedSum.Of(row.Weights), 1 - 1e-12, 1 + 1e-12);
            Assert.DoesNotContain(0, row.Weights.ToArray());
        }
    }

    [Fact]
    public void Counted_n_grams_come_back_from_bytes() => Cases.Sample(
        entry =>
        {
            NGramLevel[] levels = NGramCounter.Count(entry.Text, entry.Size, entry.Order);
            using var stream = new MemoryStream();
            NGramFile.Write(levels, stream);
            NGramLevel[] read = NGramFile.Read(stream.ToArray())!;
            Assert.Equal(levels.Select(Written), read.Select(Written));
            for (int length = 0; length < stream.Length; length += 4)
            {
                Assert.Null(NGramFile.Read(stream.ToArray().AsSpan(0, length)));
            }
        },
        iter: 100);

    [Fact]
    public void Discounts_are_estimated_where_they_can_be()
    {
        // n_1..n_4 = 4, 3, 2, 1: Y = 4/10.
        Discounts discounts = Discounts.Estimate([1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 9]);
        Assert.Equal(1 - (2 * 0.4 * 3 / 4), discounts.One, 1e-15);
        Assert.Equal(2 - (3 * 0.4 * 2 / 3), discounts.Two, 1e-15);
        Assert.Equal(3 - (4 * 0.4 * 1 / 2), discounts.More, 1e-15);
        Assert.Equal(Discounts.Fallback, Discounts.Estimate([1, 2, 4]));
        Assert.Equal(Discounts.Fallback, Discounts.Estimate([.. Enumerable.Repeat(1, 100), 2, 3, 4]));
    }

    private static NGramModel Model(int[] text, int size, int order) => new(NGramCounter.Count(text, size, order), size, "test");

    private static Row RowAfter(NGramModel model, int[] history)
    {
        using IModelSession session = model.Open();
        session.Append(history);
        return session.NextRow();
    }

    private static string Written(NGramLevel level) =>
        $"{string.Join(' ', level.Tokens)}|{string.Join(' ', level.Counts)}|{string.Join(' ', level.Children)}";
}
