namespace Coupling.Theory.Tests;

/// <summary>
/// Values in rational arithmetic (python3, fractions.Fraction), by the definitions alone: the n² form for gumbel, both
/// CDFs for inverse-cdf.
/// </summary>
public class ReferenceTests
{
    private const double Tolerance = 1e-15;

    public static TheoryData<double[], double[], double[]> Pairs => new()
    {
        // p, q, then: D, floor, tight floor, minhash, gumbel, independent, inverse-cdf.
        { [.5, .3, .2], [.2, .3, .5], [.3, 7 / 13.0, 41 / 65.0, 41 / 65.0, 41 / 65.0, .29, .4] },
        { [1, 0], [.85, .15], [.15, 17 / 23.0, .85, .85, .85, .85, .85] },
        {
            [.5, 0, .25, .25, 0], [0, .25, .5, .125, .125],
            [5 / 8.0, 3 / 13.0, 35 / 132.0, 29 / 104.0, 59 / 190.0, 5 / 32.0, 3 / 8.0]
        },
        {
            [1 / 7.0, 2 / 7.0, 4 / 7.0], [.6, .2, .2],
            [16 / 35.0, 19 / 51.0, 3019 / 6384.0, 857 / 1785.0, 107 / 210.0, 9 / 35.0, 12 / 35.0]
        },
        { [.1, .2, .3, .4], [.4, .3, .2, .1], [.4, 3 / 7.0, 70 / 143.0, .5, 19 / 35.0, .2, .2] },
        {
            Zipf(1, 50), Zipf(1.5, 50),
            [
                0.25577392650803665, 0.5926433554496964, 0.6322077354007754, 0.6349826871470435, 0.69411585905277,
                0.1277373480898068, 0.22347489950353788,
            ]
        },
        { Uniform(12, 0, 8), Uniform(12, 4, 12), [.5, 1 / 3.0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 1 / 16.0, 0] },
        { [1], [1], [0, 1, 1, 1, 1, 1, 1] },
        { [1, 0], [0, 1], [1, 0, 0, 0, 0, 0, 0] },
        { [.5, .5, 0, 0], [0, 0, .5, .5], [1, 0, 0, 0, 0, 0, 0] },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_closed_form_equals_its_exact_value(double[] p, double[] q, double[] expected)
    {
        Assert.Equal(expected[0], TotalVariation.Of(p, q), Tolerance);
        Assert.Equal(expected[1], Bounds.Floor(p, q), Tolerance);
        Assert.Equal(expected[2], Bounds.TightFloor(p, q), Tolerance);
        Assert.Equal(expected[3], MinHashAgreement.Of(p, q), Tolerance);
        Assert.Equal(expected[4], GumbelAgreement.Of(p, q), Tolerance);
        Assert.Equal(expected[5], IndependentAgreement.Of(p, q), Tolerance);
        Assert.Equal(expected[6], InverseCdfAgreement.Of(p, q), Tolerance);
        Assert.Equal(1 - expected[0], Bounds.Optimum(p, q), Tolerance);
        Assert.Equal(1 - expected[0], OptimalAgreement.Of(p, q), Tolerance);
    }

    // docs/theory.md, section 10, as published: five digits.
    [Theory]
    [InlineData(0, .3, .53846, .63077, .63077, .7)]
    [InlineData(5, .2558, .5926, .63498, .69412, .7442)]
    [InlineData(6, .5, .33333, .33333, .33333, .5)]
    [InlineData(1, .15, .73913, .85, .85, .85)]
    public void The_table_of_reference_values_holds(
        int row, double distance, double floor, double minhash, double gumbel, double optimum)
    {
        object[] pair = [.. Pairs.ElementAt(row)];
        double[] p = (double[])pair[0];
        double[] q = (double[])pair[1];
        Assert.Equal(distance, TotalVariation.Of(p, q), 5e-5);
        Assert.Equal(floor, Bounds.Floor(p, q), 5e-5);
        Assert.Equal(minhash, MinHashAgreement.Of(p, q), 5e-6);
        Assert.Equal(gumbel, GumbelAgreement.Of(p, q), 5e-6);
        Assert.Equal(optimum, Bounds.Optimum(p, q), 5e-5);
    }

    private static double[] Zipf(double exponent, int n)
    {
        double[] weights = [.. Enumerable.Range(1, n).Select(rank => Math.Pow(rank, -exponent))];
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    private static double[] Uniform(int n, int from, int to) =>
        [.. Enumerable.Range(0, n).Select(item => item >= from && item < to ? 1.0 / (to - from) : 0)];
}
