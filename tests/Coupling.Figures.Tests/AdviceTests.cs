using Coupling.Figures.Advising;

namespace Coupling.Figures.Tests;

public sealed class AdviceTests
{
    private static readonly AdvicePoint[] Modes =
    [
        AdvisePoints.At("independent", 0.05, 0, 9000),
        AdvisePoints.At("gumbel", 0.70, 0, 5000),
        AdvisePoints.At("minhash", 0.65, 0, 2000),
        AdvisePoints.At("repair:2", 0.75, 10, 1500),
        AdvisePoints.At("repair:8", 0.795, 20, 1400),
        AdvisePoints.At("lowcomm:1e-3", 0.7995, 60, 400),
        AdvisePoints.At("optimal", 0.8, 3200, 10),
        AdvisePoints.Grouped("repair-grouped:6", 0.79, 5, 3000),
        AdvisePoints.Cached("optimal:cached", 0.8, 0.1, 6000),
    ];

    [Fact]
    public void For_a_pair_that_stays_every_mode_counts()
    {
        AdviceChoice choice = AdvisePoints.Advice(new AdviceWish(), Modes).AsMeasured!;
        Assert.Equal("independent", choice.MostPerSecond.Mode);
        Assert.Equal("optimal:cached", choice.MostPerBit!.Mode);
        Assert.Equal("optimal:cached", choice.FewestBitsPerAdded!.Mode);
        Assert.Equal("optimal:cached", choice.LeastLoss.Mode);
        Assert.Equal(["optimal:cached", "independent"], choice.Front.Select(point => point.Mode));
    }

    [Fact]
    public void What_is_said_once_is_recommended_with_the_rounds_from_which_it_pays()
    {
        // It said 0.101 bits in each of 10000 rounds; of 5.05 bits a round that is as much as 200 rounds.
        Recommendation[] recommended = [.. AdvisePoints.Advice(new AdviceWish(), Modes).AsMeasured!.Recommendations];
        Assert.Equal((0.01, "optimal:cached", "repair-grouped:6"), (recommended[1].MaxLoss, recommended[1].Point!.Mode, recommended[1].Else!.Point.Mode));
        Assert.InRange(recommended[1].Else!.Rounds, 199, 200);

        // A silent mode takes fewer bits for every T, and what says nothing once needs no such number.
        Assert.Null(recommended[0].Else);
        Assert.All(AdvisePoints.Advice(new AdviceWish(), Modes).IfPairChanges!.Recommendations, recommendation => Assert.Null(recommendation.Else));
    }

    [Fact]
    public void For_a_pair_that_changes_what_is_said_once_or_in_groups_is_left_out()
    {
        AdviceChoice choice = AdvisePoints.Advice(new AdviceWish(), Modes).IfPairChanges!;
        Assert.DoesNotContain(choice.Points, point => point.Mode is "optimal:cached" or "repair-grouped:6");
        Assert.Equal("repair:2", choice.MostPerBit!.Mode);
        Assert.Equal("optimal", choice.LeastLoss.Mode);

        // 20.2/0.095 = 213 socket bits for one more agreed sample; of repair:2 10.1/0.05 = 202.
        Assert.Equal("repair:2", choice.FewestBitsPerAdded!.Mode);
        Assert.Equal(
            [(0.1, "gumbel"), (0.01, "repair:8"), (0.001, "lowcomm:1e-3")],
            choice.Recommendations.Select(recommendation => (recommendation.MaxLoss, recommendation.Point!.Mode)));
        Assert.Equal(["optimal", "lowcomm:1e-3", "repair:8", "repair:2", "gumbel", "independent"], choice.Front.Select(point => point.Mode));
    }

    [Fact]
    public void A_pair_that_changes_can_be_asked_for()
    {
        Advice advice = AdvisePoints.Advice(new AdviceWish(MaxLoss: 0.0001, PairChanges: true), Modes);
        Assert.Null(advice.AsMeasured);
        Assert.Equal(("optimal", 0.0001), (Assert.Single(advice.IfPairChanges!.Recommendations).Point!.Mode, advice.Wish.MaxLoss));
        Assert.Null(AdvisePoints.Advice(new AdviceWish(PairChanges: true), AdvisePoints.Cached("optimal:cached", 0.8, 0.1, 6000)).IfPairChanges);
    }

    [Fact]
    public void A_workload_was_measured_on_pairs_that_change()
    {
        Advice advice = AdvisePoints.Advice(new AdviceWish(PairChanges: true), AdvisePoints.At("gumbel", 0.7, 0, 5000), AdvisePoints.At("repair-grouped:6", 0.79, 9, 4000)) with { RoundsPerRow = 1 };
        Assert.Equal(2, advice.AsMeasured!.Points.Count);
        Assert.Null(advice.IfPairChanges);
    }

    [Fact]
    public void What_an_added_sample_costs_is_counted_from_the_best_silent_mode()
    {
        Advice advice = AdvisePoints.Advice(new AdviceWish(), Modes);
        Assert.Equal("gumbel", advice.BestSilent!.Mode);
        Assert.Equal(10.1 / 0.05, advice.BitsPerAdded(Mode(advice, "repair:2"))!.Value, 1e-9);
        Assert.Null(advice.BitsPerAdded(Mode(advice, "minhash")));
        Assert.Null(Mode(advice, "gumbel").AgreedPerBit);

        // One that speaks and agrees less often than silence adds nothing.
        AdvicePoint poor = AdvisePoints.At("repair:0", 0.65, 8, 1500);
        Assert.Null(AdvisePoints.Advice(new AdviceWish(), [.. Modes, poor]).BitsPerAdded(poor));
    }

    [Fact]
    public void Without_disclosure_loss_is_counted_from_the_highest_agreement()
    {
        Advice advice = AdvisePoints.Advice(new AdviceWish(), [.. Modes.Where(mode => mode.Level < 0.79)]) with { TotalVariation = null, Optimum = null };
        Assert.Equal(0, advice.Loss(Mode(advice, "repair:2")));
        Assert.Equal(0.05, advice.Loss(Mode(advice, "gumbel")), 1e-12);
        Assert.Contains(AdviceWords.Of(advice), sentence => sentence.Contains("D is not disclosed", StringComparison.Ordinal));
    }

    [Fact]
    public void The_closed_form_ranks_where_there_is_one()
    {
        AdvicePoint lucky = AdvisePoints.At("optimal", 0.8, 3200, 10) with { Agreement = 0.95 };
        Assert.Equal(10, lucky.AgreedPerSecond, 1e-9);
        Assert.Equal(0.95, (lucky with { Exact = null }).Level);
    }

    /// <summary>Parts of the time: a party at work, the rate in use, what the link alone takes.</summary>
    [Theory]
    [InlineData(0.3, 0.9, 0.9, AdviceLimit.Rate)]
    [InlineData(0.7, 0.8, 0.8, AdviceLimit.Rate)]
    [InlineData(0.95, 0.9, 0.9, AdviceLimit.Parties)]
    [InlineData(0.3, 0.7, 0.9, AdviceLimit.Turns)]
    [InlineData(0.4, 0.5, 0.5, AdviceLimit.Turns)]
    [InlineData(0.1, 0, null, AdviceLimit.Parties)]
    public void What_limits_a_mode_is_in_use_most_of_the_time(double busy, double used, double? link, AdviceLimit limit) =>
        Assert.Equal(limit, AdvisePoints.Time(secondsPerRound: 1e-3, busy, used).Limit(1e-3 * link));

    [Fact]
    public void The_order_is_that_of_the_link_where_the_link_limits()
    {
        AdviceTime linkBound = AdvisePoints.Time(1e-3, busy: 0.1, used: 0.9);
        AdvicePoint fast = AdvisePoints.At("repair:2", 0.75, 10, 1500, 2000, linkBound);
        AdvicePoint close = AdvisePoints.At("repair:3", 0.75, 11, 1600, 1900, linkBound);
        AdvicePoint slow = AdvisePoints.At("optimal", 0.8, 3200, 10, 11, linkBound);
        AdvicePoint busy = AdvisePoints.At("budget:1", 0.72, 1, 5, 9000, AdvisePoints.Time(1e-3, busy: 1, used: 0.1));
        AdvicePoint silent = AdvisePoints.At("gumbel", 0.7, 0, 1);
        LinkOrder order = LinkOrder.Of([fast, close, slow, busy, silent]);
        Assert.Equal(["repair:2", "repair:3", "optimal"], order.Modes.Select(point => point.Mode));

        // 2000 and 1900 are too close to be told apart; budget:1 is the machine's.
        Assert.Equal((2, 0), (order.Pairs, order.Inversions.Count));

        LinkOrder upset = LinkOrder.Of([fast, slow with { Seconds = 1e-5 }]);
        Assert.Equal(("repair:2", "optimal"), (upset.Inversions[0].Ahead.Mode, upset.Inversions[0].Behind.Mode));
    }

    [Fact]
    public void The_words_say_what_must_be_known_of_a_mode()
    {
        Advice advice = AdvisePoints.Advice(new AdviceWish(), Modes) with { Unmeasured = [new UnmeasuredMode("optimal+float32", "too slow", true)] };
        string words = string.Join('\n', AdviceWords.Of(advice));
        Assert.Contains("Most agreed samples per second: independent, 9,000, at a loss of 0.75.", words, StringComparison.Ordinal);
        Assert.Contains("Per bit: nothing beats gumbel, which agrees in 0.70000 of rounds without any;", words, StringComparison.Ordinal);
        Assert.Contains("Least loss: optimal:cached, 0, 6,000 agreed samples per second (with T = 10,000 rounds of one pair).", words, StringComparison.Ordinal);
        Assert.Contains("Recommended at loss ≤ 0.01: repair:8: 1,400 agreed samples per second, loss 0.005, 20.2 socket bits per round.", words, StringComparison.Ordinal);
        Assert.Contains("Not measured: optimal+float32: too slow.", words, StringComparison.Ordinal);
        Assert.True(advice.IsComplete);

        string none = string.Join('\n', AdviceWords.Of(AdvisePoints.Advice(new AdviceWish(MaxLoss: 0.001), Modes[1], Modes[3])));
        Assert.Contains("Recommended at loss ≤ 0.001: none of these modes keeps to it.", none, StringComparison.Ordinal);
    }

    private static AdvicePoint Mode(Advice advice, string mode) => advice.Points.Single(point => point.Mode == mode);
}
