using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Protocols;

namespace Coupling.Theory.Tests;

public class IndexBitsTests
{
    private const double Rounding = 1e-9;

    /// <summary>Of <see cref="IndexBits.Exactly"/>.</summary>
    private const double Quadrature = 1e-6;

    /// <summary>2 − log2 e.</summary>
    private static readonly double MostOfMeanRank = 2 - (1 / Math.Log(2));

    [Fact]
    public void The_bound_is_a_bound() => RandomPairs.ForEach((p, r) =>
        Assert.InRange(IndexBits.Exactly(p, r), 1 - Rounding, IndexBits.AtMost(p, r) + Quadrature));

    [Fact]
    public void It_is_at_most_4_bits_above_KL_up_to_3_bits() => RandomPairs.ForEach((p, r) =>
    {
        double kl = KullbackLeibler.Bits(p, r);
        double bits = IndexBits.AtMost(p, r);
        Assert.InRange(bits, 1 - Rounding, Math.Ceiling(Math.Log2(p.Length)) + 2 + Rounding);
        Assert.InRange(bits, 1 - Rounding, (IndexBits.PerBitOfDivergence * kl) + IndexBits.BesideDivergence);
        Assert.True(kl > 3 || bits <= kl + 4);
    });

    [Fact]
    public void At_3_bits_of_KL_both_bounds_meet() =>
        Assert.InRange((3 * IndexBits.PerBitOfDivergence) + IndexBits.BesideDivergence, 6.9, 3 + 4);

    /// <summary>
    /// The one step of the proof that is a computation: g(μ) ≤ 1.45·log2(1 + μ) + 1.811. g does not fall, so that its value at the end of a
    /// step below the bound at its beginning proves the step. Beyond the last one g is below ⌈log2 n⌉ + 2 = 22.
    /// </summary>
    [Fact]
    public void The_mean_word_of_a_geometric_rank_is_below_a_line_in_the_logarithm_of_its_mean()
    {
        const double Step = 1e-4;
        const double End = 14;
        var code = new RankCode(Row.MaximumLength);
        double line = IndexBits.BesideDivergence - (IndexBits.PerBitOfDivergence * MostOfMeanRank);
        for (int step = 0; step * Step < End; step++)
        {
            Assert.InRange(MeanWord(code, (step + 1) * Step), 1, line + (IndexBits.PerBitOfDivergence * step * Step));
        }

        Assert.True(code.LongestBits < line + (IndexBits.PerBitOfDivergence * End));
    }

    [Fact]
    public void A_smaller_alphabet_has_no_longer_words()
    {
        var largest = new RankCode(Row.MaximumLength);
        for (int n = 1; n < 5000; n += 1 + (n / 7))
        {
            var code = new RankCode(n);
            Assert.All(Enumerable.Range(1, n), rank => Assert.InRange(code.BitsOf(rank), 1, largest.BitsOf(rank)));
        }
    }

    [Fact]
    public void The_mean_logarithm_of_the_mean_rank_is_at_most_KL_and_half_a_bit() => RandomPairs.ForEach((p, r) =>
        Assert.InRange(MeanLogarithm(p, r), 0, KullbackLeibler.Bits(p, r) + MostOfMeanRank + Rounding));

    /// <summary>So the constant is no larger than it must be: w = 1/(4 − 8s) up to s = 1/2, and as large as can be after.</summary>
    [Fact]
    public void Some_pairs_come_near_that()
    {
        const int Half = 4000;
        double[] p = [.. Enumerable.Repeat(0.5 / Half, Half), .. Enumerable.Repeat(0.5, 1)];
        double[] r = [.. Enumerable.Range(0, Half).Select(item => (4 - (8 * (item + 0.5) * 0.5 / Half)) * 0.5 / Half), 1e-6];
        double sum = r.Sum();
        double[] prior = [.. r.Select(weight => weight / sum)];
        Assert.InRange(MeanLogarithm(p, prior) - KullbackLeibler.Bits(p, prior), 0.55, MostOfMeanRank);
    }

    // P uniform on k of n items, R on all: of the others, who are before a is a draw without replacement.
    [Theory]
    [InlineData(9, 3)]
    [InlineData(16, 1)]
    [InlineData(40, 39)]
    [InlineData(64, 8)]
    [InlineData(200, 25)]
    public void A_part_of_equal_items_is_a_draw_without_replacement(int n, int part)
    {
        double[] p = [.. Enumerable.Range(0, n).Select(item => item < part ? 1.0 / part : 0)];
        double[] r = [.. Enumerable.Repeat(1.0 / n, n)];
        var code = new RankCode(n);
        double bits = 1;
        double atLeast = 1;
        for (int rank = 2; rank <= n; rank++)
        {
            atLeast *= (double)Math.Max(0, n - part - rank + 2) / (n - rank + 2);
            bits += atLeast * (code.BitsOf(rank) - code.BitsOf(rank - 1));
        }

        Assert.Equal(bits, IndexBits.Exactly(p, r), Quadrature);
    }

    // Of a fine-grained pair the bound is the value: the rank is geometric.
    [Fact]
    public void Of_many_small_items_the_bound_is_near()
    {
        const int n = 400;
        double[] p = [.. Enumerable.Range(0, n).Select(item => (item % 20 == 0 ? 8 : 12.0 / 19) / n)];
        double sum = p.Sum();
        p = [.. p.Select(weight => weight / sum)];
        double[] r = [.. Enumerable.Repeat(1.0 / n, n)];
        Assert.InRange(IndexBits.Exactly(p, r), IndexBits.AtMost(p, r) - 0.05, IndexBits.AtMost(p, r));
    }

    [Fact]
    public void Equal_rows_take_one_bit()
    {
        double[] p = [.5, .3, .2];
        Assert.Equal(1, IndexBits.AtMost(p, p), Rounding);
        Assert.Equal(1, IndexBits.Exactly(p, p), Rounding);
        Assert.Equal(0, KullbackLeibler.Bits(p, p));
    }

    [Fact]
    public void What_the_prior_does_not_have_is_named()
    {
        double[] p = [.5, .5, 0, 0];
        double[] r = [0, 0, .5, .5];
        Assert.Equal(4, IndexBits.AtMost(p, r));
        Assert.Equal(4, IndexBits.Exactly(p, r));
        Assert.Equal(double.PositiveInfinity, KullbackLeibler.Bits(p, r));
    }

    [Fact]
    public void Weights_of_any_size_give_numbers()
    {
        const double tiny = 2.3e-308;
        Assert.Equal(3, IndexBits.AtMost([1, tiny], [tiny, 1]), Rounding);
        Assert.Equal(3, IndexBits.Exactly([1, tiny], [tiny, 1]), Quadrature);
        Assert.InRange(KullbackLeibler.Bits([1, tiny], [tiny, 1]), 1000, 1024);
    }

    [Fact]
    public void It_is_the_law_of_the_mode_if_there_is_a_prior()
    {
        var index = new IndexCoding();
        double[] p = [.5, .3, .2];
        double[] q = [.2, .3, .5];
        double[] r = [.4, .4, .2];
        var law = ModeLaw.Of(index, p, q, rounds: 10, r);
        Assert.Equal(1, law.Agreement);
        Assert.Equal(new BitLaw(IndexBits.AtMost(p, r), 0), law.BitsPerRound);
        Assert.True(law.BitsAreAtMost);
        Assert.False(ModeLaw.Of(new Gumbel(), p, q, rounds: 10).BitsAreAtMost);
        Assert.Throws<ArgumentException>(() => ModeLaw.Of(index, p, q, rounds: 10));
    }

    [Fact]
    public void Different_lengths_and_too_many_items_are_refused()
    {
        Assert.Throws<ArgumentException>(() => KullbackLeibler.Bits([1], [.5, .5]));
        Assert.Throws<ArgumentException>(() => IndexBits.AtMost([1], [.5, .5]));
        Assert.Throws<ArgumentException>(() => IndexBits.Exactly([1], [.5, .5]));
        double[] many = new double[IndexBits.MostItemsExactly + 1];
        Assert.Throws<ArgumentOutOfRangeException>(() => IndexBits.Exactly(many, many));
    }

    /// <summary>g, of log2(1 + μ): the mean length of the word of 1 + a geometric variable of mean μ, in an endless alphabet of that code.</summary>
    private static double MeanWord(RankCode code, double logarithm)
    {
        double ratio = 1 - Math.Pow(2, -logarithm);
        double bits = code.BitsOf(1);
        for (int rank = 2; rank <= code.LastRank + 1; rank *= 2)
        {
            bits += (code.BitsOf(rank) - code.BitsOf(rank - 1)) * Math.Pow(ratio, rank - 1);
        }

        return bits;
    }

    /// <summary>Σ p_j·log2(1 + μ_j), μ_j = Σ_i (r_i·p_j/r_j − p_i)₊, term by term; 0 where the prior lacks an item.</summary>
    private static double MeanLogarithm(double[] p, double[] r) => Enumerable.Range(0, p.Length)
        .Where(item => p[item] > 0 && r[item] > 0)
        .Sum(item => p[item] * Math.Log2(1 + r.Zip(p, (prior, own) => Math.Max(0, (prior * (p[item] / r[item])) - own)).Sum()));
}
