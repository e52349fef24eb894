using Coupling.Cli.Requirements;
using CsCheck;

namespace Coupling.Cli.Tests.Requirements;

public class ComparisonTests
{
    private static readonly Dictionary<string, Func<double, double, bool>> Meanings = new()
    {
        ["<"] = (value, bound) => value < bound,
        ["<="] = (value, bound) => value <= bound,
        [">"] = (value, bound) => value > bound,
        [">="] = (value, bound) => value >= bound,
        ["=="] = (value, bound) => value == bound,
        ["!="] = (value, bound) => value != bound,
    };

    private static readonly Gen<string> Symbols = Gen.Int[0, Meanings.Count - 1].Select(index => Meanings.Keys.ElementAt(index));

    [Theory]
    [InlineData(">=", 0.5, 0.6, 0.5, "Met")]
    [InlineData(">=", 0.4, 0.499, 0.5, "NotMet")]
    [InlineData(">=", 0.4, 0.5, 0.5, "Inconclusive")]
    [InlineData(">", 0.5, 0.6, 0.5, "Inconclusive")]
    [InlineData(">", 0.4, 0.5, 0.5, "NotMet")]
    [InlineData("<", 0.4, 0.5, 0.5, "Inconclusive")]
    [InlineData("<=", 0.4, 0.5, 0.5, "Met")]
    [InlineData("<=", 0.51, 0.6, 0.5, "NotMet")]
    [InlineData("==", 0.4, 0.6, 0.5, "Inconclusive")]
    [InlineData("==", 0.6, 0.7, 0.5, "NotMet")]
    [InlineData("==", 1, 1, 1, "Met")]
    [InlineData("!=", 0.6, 0.7, 0.5, "Met")]
    [InlineData("!=", 0.4, 0.6, 0.5, "Inconclusive")]
    [InlineData("!=", 1, 1, 1, "NotMet")]
    public void An_interval_meets_violates_or_straddles(string symbol, double low, double high, double bound, string outcome) =>
        Assert.Equal(Enum.Parse<RequirementOutcome>(outcome), Comparison.Of(symbol).Judge(low, high, bound));

    [Fact]
    public void A_single_value_is_compared_as_numbers_are() =>
        Gen.Select(Symbols, Gen.Int[-3, 3], Gen.Int[-3, 3]).Sample((symbol, value, bound) =>
            Comparison.Of(symbol).Judge(value, value, bound)
            == (Meanings[symbol](value, bound) ? RequirementOutcome.Met : RequirementOutcome.NotMet));

    [Fact]
    public void An_interval_is_judged_as_all_values_in_it_are() =>
        Gen.Select(Symbols, Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 4]).Sample((symbol, low, width, bound) =>
        {
            // Half-integers between the ends stand for what lies strictly between two bounds.
            bool[] held = [.. Enumerable.Range(0, (2 * width) + 1).Select(step => Meanings[symbol](low + (step / 2.0), bound)).Distinct()];
            RequirementOutcome expected = held.Length > 1 ? RequirementOutcome.Inconclusive
                : held[0] ? RequirementOutcome.Met : RequirementOutcome.NotMet;
            return Comparison.Of(symbol).Judge(low, low + width, bound) == expected;
        });
}
