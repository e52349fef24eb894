using System.Text.Json;
using Coupling.Cli.Seeds;

namespace Coupling.Cli.Tests.Seeds;

public class ModeSpreadTests
{
    [Fact]
    public void It_is_the_mean_the_ends_and_the_deviation_of_the_sample()
    {
        ModeSpread spread = Of("gumbel", [0.4, 0.5, 0.6], exact: 0.5);
        Assert.Equal(3, spread.Seeds);
        Assert.Equal((0.5, 0.4, 0.6), (Math.Round(spread.Agreement!.Mean, 12), spread.Agreement.Min, spread.Agreement.Max));
        Assert.Equal(0.1, spread.Agreement.StandardDeviation!.Value, 12);
        Assert.Equal(new Spread(8, 8, 8, 0), spread.PayloadBitsPerRound);
    }

    [Fact]
    public void Chance_is_binomial_at_the_exact_value_or_where_that_is_not_known_at_the_mean()
    {
        Assert.Equal(Math.Sqrt(0.3 * 0.7 / 100), Of("gumbel", [0.5, 0.5], exact: 0.3).BinomialStandardDeviation!.Value, 12);
        Assert.Equal(0.05, Of("gumbel", [0.5, 0.5], exact: null).BinomialStandardDeviation!.Value, 12);
    }

    [Fact]
    public void One_run_has_no_deviation() => Assert.Null(Of("gumbel", [0.5], exact: 0.5).Agreement!.StandardDeviation);

    [Fact]
    public void Runs_that_did_not_reach_a_mode_do_not_count_for_it()
    {
        JsonElement[] runs =
        [
            Results.Of(1, ["gumbel", "repair:8"], Results.Mode("gumbel"), Results.Mode("repair:8")),
            Results.Of(2, ["gumbel", "repair:8"], Results.Mode("gumbel"), Results.Mode("repair:8", agreement: null, rounds: 0, bits: null)),
            Results.Of(3, ["gumbel", "repair:8"], Results.Mode("gumbel")),
        ];
        Assert.Equal([("gumbel", 3), ("repair:8", 1)], ModeSpread.OfAll(runs).Select(mode => (mode.Mode, mode.Seeds)));
        ModeSpread none = ModeSpread.OfAll([Results.Of(1, ["gumbel"])]).Single();
        Assert.Equal(new ModeSpread("gumbel", 0, null, null, null, null), none);
    }

    [Fact]
    public void The_document_names_its_fields_in_snake_case_and_keeps_the_runs_as_they_are()
    {
        JsonElement run = Results.Of(1, ["gumbel"], Results.Mode("gumbel"));
        JsonElement document = JsonElement.Parse(SeedsDocument.Of([run]).Serialize());
        Assert.Equal(["schema", "runs", "spread"], document.EnumerateObject().Select(field => field.Name));
        Assert.Equal("coupling.seeds/1", document.GetProperty("schema").GetString());
        Assert.True(JsonElement.DeepEquals(run, document.GetProperty("runs")[0]));
        JsonElement mode = document.GetProperty("spread")[0];
        Assert.Equal(
            ["mode", "seeds", "exact", "agreement", "binomial_standard_deviation", "payload_bits_per_round"],
            mode.EnumerateObject().Select(field => field.Name));
        Assert.Equal(
            ["mean", "min", "max", "standard_deviation"], mode.GetProperty("agreement").EnumerateObject().Select(field => field.Name));
    }

    private static ModeSpread Of(string mode, double[] agreements, double? exact) => ModeSpread.OfAll(
        [.. agreements.Select((agreement, seed) => Results.Of((ulong)seed, [mode], Results.Mode(mode, agreement, exact: exact, bits: 8)))]).Single();
}
