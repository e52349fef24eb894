using Coupling.Coordination.Links;

namespace Coupling.Coordination.Tests.Links;

/// <summary>Batches of 100 rounds, 10 under way, each of which takes a second: 1000 rounds per second, however they lie.</summary>
public class SustainedStretchTests
{
    private const int InFlight = 10;
    private const int BatchRounds = 100;

    /// <summary>One after another: the first after a second, then one every tenth of a second.</summary>
    private static readonly Func<long, double> Evenly = batch => 1 + ((batch - 1) * 0.1);

    /// <summary>All ten together, every second.</summary>
    private static readonly Func<long, double> Together = batch => Math.Ceiling(batch / (double)InFlight);

    [Theory]
    [InlineData(true, 30)]
    [InlineData(true, 57)]
    [InlineData(true, 1000)]
    [InlineData(false, 30)]
    [InlineData(false, 60)]
    [InlineData(false, 1000)]
    public void What_is_done_a_second_does_not_depend_on_how_long_it_went_on(bool evenly, int batches)
    {
        Func<long, double> ends = evenly ? Evenly : Together;
        (long rounds, double seconds) = Of(batches, ends);
        Assert.Equal(1000, rounds / seconds, 1e-9);

        // All rounds over all time say less where batches end one by one: by the filling of the link.
        Assert.Equal(evenly, batches * BatchRounds / ends(batches) < 999);
    }

    [Fact]
    public void A_last_generation_that_is_not_whole_is_not_in_it() =>
        Assert.Equal((3000, 3.0), Of(57, Together));

    [Fact]
    public void What_the_last_batches_do_to_the_line_is_not_in_it()
    {
        // The last ten are alone on the link and ten times as fast; or the last one hangs.
        double End(long batch) => batch <= 40 ? Evenly(batch) : Evenly(40) + ((batch - 40) * 0.01);
        Assert.Equal(Of(50, Evenly), Of(50, End));
        Assert.Equal(Of(50, Evenly), Of(50, batch => Evenly(batch) + (batch == 50 ? 100 : 0)));
    }

    [Fact]
    public void What_is_slow_before_it_is_warm_is_not_in_it()
    {
        // The first 20 take ten times as long.
        double End(long batch) => batch <= 20 ? batch : 20 + ((batch - 20) * 0.1);
        (long rounds, double seconds) = Of(100, End, warmSeconds: 19.5);
        Assert.Equal(1000, rounds / seconds, 1e-9);
        (rounds, seconds) = Of(100, End);
        Assert.InRange(rounds / seconds, 0, 500);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(20)]
    public void A_link_that_never_was_in_full_use_has_none(int batches)
    {
        Assert.Equal((0, 0.0), Of(batches, Evenly));
        Assert.Equal((0, 0.0), Of(batches, Together));
    }

    /// <summary>A party that reports three batches in one message: each is committed by itself, at nearly the same moment.</summary>
    [Theory]
    [InlineData(1, 0.001)]
    [InlineData(3, 0.001)]
    [InlineData(7, 0.0005)]
    public void Batches_that_come_in_one_message_belong_to_one_moment(int together, double apart)
    {
        (long rounds, double seconds) = Of(84, batch =>
        {
            long last = (batch + together - 1) / together * together;
            return Evenly(last) - ((last - batch) * apart);
        });
        Assert.Equal(1000, rounds / seconds, 1e-9);
    }

    private static (long Rounds, double Seconds) Of(int batches, Func<long, double> end, double warmSeconds = 0)
    {
        var stretch = new SustainedStretch(InFlight, warmSeconds);
        for (int batch = 1; batch <= batches; batch++)
        {
            stretch.Add(batch, batch * BatchRounds, end(batch));
        }

        return stretch.End();
    }
}
