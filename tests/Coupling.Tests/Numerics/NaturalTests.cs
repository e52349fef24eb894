using System.Numerics;
using Coupling.Numerics;
using CsCheck;

namespace Coupling.Tests;

public class NaturalTests
{
    private static readonly Gen<BigInteger> Naturals = Gen.Frequency(
        (1, Gen.Const(BigInteger.Zero)),
        (2, Gen.ULong.Select(value => (BigInteger)value)),
        (1, Gen.Int[1, 400].Select(bits => (BigInteger.One << bits) - 1)),
        (1, Gen.Int[0, 400].Select(bits => BigInteger.One << bits)),
        (4, Gen.Byte.Array[1, 60].Select(bytes => new BigInteger(bytes, isUnsigned: true))));

    private static readonly Gen<ulong> Factors = Gen.Frequency(
        (1, Gen.ULong[1, 20]), (2, Gen.ULong[1, ulong.MaxValue]), (1, Gen.Int[0, 63].Select(bits => 1UL << bits)));

    [Fact]
    public void A_number_stays_what_it_is() => Naturals.Sample(value => new Natural(value).ToBigInteger() == value);

    [Fact]
    public void Sums_are_those_of_big_integers() => Gen.Select(Naturals, Naturals).Sample(it =>
    {
        var sum = new Natural(it.Item1);
        sum.Add(new Natural(it.Item2));
        Assert.Equal(it.Item1 + it.Item2, sum.ToBigInteger());
    });

    [Fact]
    public void Differences_are_too_and_what_is_too_small_stays() => Gen.Select(Naturals, Naturals).Sample(it =>
    {
        var left = new Natural(it.Item1);
        Assert.Equal(it.Item1 >= it.Item2, left.TrySubtract(new Natural(it.Item2)));
        Assert.Equal(it.Item1 >= it.Item2 ? it.Item1 - it.Item2 : it.Item1, left.ToBigInteger());
    });

    [Fact]
    public void Exact_fractions_are_too() => Gen.Select(Naturals, Factors, Factors).Sample(it =>
    {
        (BigInteger value, ulong factor, ulong divisor) = it;
        var scaled = new Natural(value * divisor);
        scaled.Scale(factor, divisor);
        Assert.Equal(value * factor, scaled.ToBigInteger());
    });

    /// <summary>Where the factor alone would not be divisible, and the number alone neither.</summary>
    [Fact]
    public void A_fraction_may_be_exact_by_both_together()
    {
        var choices = new Natural(1);
        for (uint k = 1; k <= 1000; k++)
        {
            choices.Scale(2001 - k, k);
        }

        BigInteger expected = 1;
        for (int k = 1; k <= 1000; k++)
        {
            expected = expected * (2001 - k) / k;
        }

        Assert.Equal(expected, choices.ToBigInteger());
    }
}
