using Coupling.Protocols;

namespace Coupling.Tests;

/// <summary>What is kept back for names, against the laws of their lengths: the constants of docs/theory.md, section 17.4.</summary>
public class NamingReserveTests
{
    /// <summary>Each bound may be passed with probability 2⁻⁵².</summary>
    private static readonly double Doubt = 52 * Math.Log(2);

    // A bound of vk + t on a sum of k: E[s^X] ≤ s^v, and s^−t ≤ 2⁻⁵².
    [Theory]
    [InlineData(1.5, 0.5, 89)]
    [InlineData(4, 1, 26)]
    public void Windows_are_kept_within_their_bound(double s, double slope, double more)
    {
        // Half of the found rounds are early: A comes at T₁ + T₂ in windows of 2. D → 0 is the slowest.
        double early = Moment(s, j => Math.Exp(-2 * j) * (1 + (2 * j)));
        double late = Moment(s, j => Math.Exp(-2 * j));
        Assert.InRange((early + late) / 2, 1, Math.Pow(s, slope));

        // x₁ comes Exp(1) after A, whose place in its window has the density e^−x.
        double place = Integral(0, 2, x => Math.Exp(-x) / (1 - Math.Exp(-2)) * Math.Exp(-(2 - x)));
        Assert.InRange(Moment(s, j => place * Math.Exp(-2 * (j - 1))), 1, Math.Pow(s, slope));
        Assert.InRange(more * Math.Log(s), Doubt - (0.01 * Doubt), double.MaxValue);
        Assert.InRange(more * Math.Log(s), Doubt, Doubt + Math.Log(s));
    }

    [Theory]
    [InlineData(2, 3.0 / 8, 52)]
    [InlineData(16, 11.0 / 8, 13)]
    public void Orders_are_kept_within_their_bound(double s, double slopePerEighth, double more)
    {
        for (int eighths = 1; eighths <= 8; eighths++)
        {
            // Poisson of mean 2·h: E[s^X] = e^(2h(s − 1)).
            Assert.InRange(2 * (eighths / 8.0) * (s - 1) / Math.Log(s), 0, slopePerEighth * eighths);
        }

        Assert.InRange(more * Math.Log(s), Doubt - 1e-9, Doubt + 1e-9);
    }

    [Fact]
    public void Late_rounds_are_kept_within_their_bound() => Assert.InRange(2 * 4.25 * 4.25, Doubt, Doubt + 0.1);

    [Fact]
    public void The_reserve_grows_with_what_it_is_for()
    {
        var reserve = new NamingReserve(ItemBits: 11, AliceHeaviest: 1, BobHeaviest: 8);
        Assert.Equal(0, reserve.Bits(0));
        for (int found = 0; found < 3000; found++)
        {
            Assert.True(reserve.Bits(found) < reserve.Bits(found + 1));
        }
    }

    /// <summary>By hand: 100 names of 13 bits, 76 and 90 bits more, 100 kinds, 93 questions of 14 bits, 73 and 81 bits more, 7 for a count.</summary>
    [Fact]
    public void The_reserve_is_that_of_the_page() =>
        Assert.Equal(
            (100 * 13) + 126 + 90 + 100 + (93 * 14) + 119 + 87 + 7,
            new NamingReserve(ItemBits: 11, AliceHeaviest: 1, BobHeaviest: 1).Bits(100));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(65536, 17)]
    public void A_count_of_0_to_m_has_enough_bits(int found, int bits) => Assert.Equal(bits, NamingReserve.CountBits(found));

    // E[s^X] of X = 0, 1, … by its tails: 1 + Σ (s − 1)·s^(j−1)·Pr[X ≥ j].
    private static double Moment(double s, Func<int, double> tail) =>
        1 + Enumerable.Range(1, 200).Sum(j => (s - 1) * Math.Pow(s, j - 1) * tail(j));

    private static double Integral(double from, double to, Func<double, double> f)
    {
        const int Steps = 10_000;
        double width = (to - from) / Steps;
        return Enumerable.Range(0, Steps).Sum(step => f(from + ((step + 0.5) * width))) * width;
    }
}
