using Coupling.Distributions;

namespace Coupling.Tests;

public class RowTests
{
    public static TheoryData<double[], string> BadRows => new()
    {
        { [], "length" },
        { [0.5, double.NaN], "item 1: NaN" },
        { [double.PositiveInfinity], "item 0: Infinity" },
        { [double.NegativeInfinity], "item 0: -Infinity" },
        { [1.5, -0.5], "item 0: 1.5" },
        { [0.5, 0.5, -1e-300], "item 2: -1E-300" },
        { [1, -0.0], "item 1: -0.0" },
        { [1, 5e-324], "item 1: 5E-324" },
        { [1, 2.2250738585072009e-308], "item 1" },
        { [0.5, 0.4], "sum of the weights: 0.9" },
        { [0.5, 0.5, 2e-9], "sum of the weights" },
        { [0, 0, 0], "sum of the weights: 0" },
        { [1 + 2e-9], "item 0" },
    };

    [Theory]
    [MemberData(nameof(BadRows))]
    public void A_bad_row_is_refused_with_its_source_and_place(double[] weights, string place)
    {
        BadDataException refused = Assert.Throws<BadDataException>(() => Row.FromWeights(weights, "file.csv"));
        Assert.StartsWith("file.csv: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(place, refused.Message, StringComparison.Ordinal);
        Assert.Contains("allowed", refused.Message, StringComparison.Ordinal);
    }

    public static TheoryData<double[]> GoodRows => new()
    {
        { [1] },
        { [1, 0] },
        { [0.5, 0.5 + 9e-10] },
        { [1, 2.2250738585072014e-308] },
    };

    [Theory]
    [MemberData(nameof(GoodRows))]
    public void A_good_row_is_kept_as_it_was_given(double[] weights)
    {
        double[] given = [.. weights];
        Row row = Row.FromWeights(weights, "test");
        Assert.Equal(given, row.Weights.ToArray());
        Assert.Equal(given.Length, row.Length);
    }

    [Theory]
    [InlineData(-0.0)]
    [InlineData(-0.125)]
    [InlineData(1e-310)]
    [InlineData(1.25)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void A_bad_weight_is_found_wherever_it_stands(double bad)
    {
        for (int place = 0; place < 37; place++)
        {
            double[] weights = [.. Enumerable.Repeat(1.0 / 36, 37)];
            weights[place] = bad;
            string message = Assert.Throws<BadDataException>(() => Row.FromWeights(weights, "test")).Message;
            Assert.Contains($"item {place}:", message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(3e-10, true)]
    [InlineData(9e-10, true)]
    [InlineData(-9e-10, true)]
    [InlineData(1.1e-9, false)]
    [InlineData(-1.1e-9, false)]
    public void A_sum_may_be_off_by_the_tolerance_and_no_more(double by, bool allowed)
    {
        double[] weights = [.. Enumerable.Repeat(1.0 / 64, 64)];
        weights[5] += by;
        Exception? refusal = Record.Exception(() => Row.FromWeights(weights, "test"));
        Assert.Equal(allowed, refusal is null);
    }

    [Fact]
    public void A_remedy_is_offered_with_a_wrong_sum() =>
        Assert.Equal(
            "x: sum of the weights: 0.75 (allowed: 1 within 1e-9; ask for it)",
            Assert.Throws<BadDataException>(() => Row.FromWeights([0.75], "x", "ask for it")).Message);

    [Fact]
    public void A_larger_alphabet_than_the_coins_can_address_is_refused() =>
        Assert.Contains(
            "1048577",
            Assert.Throws<BadDataException>(() => Row.FromWeights(new double[Row.MaximumLength + 1], "test")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void The_largest_alphabet_is_allowed() =>
        Assert.Equal(Row.MaximumLength, Row.FromWeights([.. Enumerable.Repeat(1.0 / Row.MaximumLength, Row.MaximumLength)], "test").Length);

    [Fact]
    public void The_digest_is_of_the_weights_as_they_are()
    {
        // sha256sum of the bytes 00 00 00 00 00 00 f0 3f.
        Assert.Equal("6c3c396ed6b5c36dcae172271f462051b1266b851e92df3deea8ac65478fd712", Row.FromWeights([1], "test").Digest);
        Assert.NotEqual(Row.FromWeights([1, 0], "test").Digest, Row.FromWeights([0, 1], "test").Digest);
        Assert.Equal(Row.FromWeights([0.5, 0.5], "one").Digest, Row.FromWeights([0.5, 0.5], "other").Digest);
    }
}
