using Coupling.Distributions;
using Coupling.Protocols;

namespace Coupling.Theory.Tests;

public class OptimalBitsTests
{
    private static readonly Optimal Cached = new(cached: true, WeightFormat.Binary64);

    [Fact]
    public void A_cached_row_is_spread_over_its_rounds()
    {
        Assert.Equal(new BitLaw(128, 0), OptimalBits.PerRound(Cached, 2000, 1000));
        Assert.Equal(new BitLaw(32, 0), OptimalBits.PerRound(new Optimal(cached: true, WeightFormat.BFloat16), 2000, 1000));
    }

    [Fact]
    public void A_row_shipped_in_every_round_is_not()
    {
        Assert.Equal(new BitLaw(64 * 2000, 0), OptimalBits.PerRound(new Optimal(cached: false, WeightFormat.Binary64), 2000, 1000));
        Assert.Equal(new BitLaw(32 * 2000, 0), OptimalBits.PerRound(new Optimal(cached: false, WeightFormat.Binary32), 2000, 1000));
    }

    [Fact]
    public void No_item_and_no_round_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => OptimalBits.PerRound(Cached, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => OptimalBits.PerRound(Cached, 1, 0));
    }
}
