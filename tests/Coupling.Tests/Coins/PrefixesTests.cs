using Coupling.Coins;

namespace Coupling.Tests;

public class PrefixesTests
{
    private const ulong Seed = 31;
    private const CoinPurpose Purpose = CoinPurpose.RaceBlockFirst;

    private readonly ulong[] low = new ulong[3 * Prefixes.Words];
    private readonly ulong[] high = new ulong[3 * Prefixes.Words];

    public PrefixesTests() => Prefixes.Fill(Seed, Purpose, round: 12, window: 3, group: 5, low, high);

    [Fact]
    public void Each_place_has_sixteen_bits_of_its_own()
    {
        for (int place = 0; place < 192; place++)
        {
            int word = place / 64 * Prefixes.Words;
            Assert.Equal(SlowCoins.Prefix(Seed, Purpose, 12, 3, 320 + place), Prefixes.Of(low.AsSpan(word), high.AsSpan(word), place % 64));
        }
    }

    [Fact]
    public void They_are_the_upper_bits_of_the_completed_word()
    {
        Assert.Equal(0xABCD_1234_5678_9ABCUL, Prefixes.Complete(0xABCD, 0x1234_5678_9ABC_DEF0));
        Assert.Equal(0UL, Prefixes.Complete(0, 0xFFFF));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 0.01)]
    [InlineData(0.3, 1)]
    [InlineData(0.3, 40)]
    [InlineData(0, double.PositiveInfinity)]
    [InlineData(0.7, double.PositiveInfinity)]
    public void A_place_is_passed_over_exactly_where_its_prefix_is_too_large(double start, double bound)
    {
        double[] weights = [.. Enumerable.Range(0, 64).Select(place => place % 7 == 3 ? 0 : Math.ScaleB(1.0 + place, -(place % 13)))];
        ulong expected = 0;
        for (int place = 0; place < 64; place++)
        {
            double least = SlowCoins.Prefix(Seed, Purpose, 12, 3, 320 + place) / 65536.0;
            expected |= least + start < weights[place] * bound ? 1UL << place : 0;
        }

        Assert.NotEqual(0UL, expected);
        Assert.Equal(expected, Prefixes.Below(low, high, weights, start, bound));
    }
}
