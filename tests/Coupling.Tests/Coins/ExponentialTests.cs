using Coupling.Coins;
using CsCheck;

namespace Coupling.Tests;

public class ExponentialTests
{
    private static readonly Gen<double> Uniforms = Gen.ULong.Select(OpenUniform.FromBits);

    [Fact]
    public void It_is_never_below_its_uniform_by_more_than_the_margin() =>
        Uniforms.Sample(v => Exponential.FromUniform(v) * Exponential.Margin > v);

    [Fact]
    public void The_ends_of_the_grid_give_finite_positive_times()
    {
        Assert.Equal(OpenUniform.Smallest, Exponential.FromUniform(OpenUniform.Smallest), 1e-30);
        Assert.Equal(53 * Math.Log(2), Exponential.FromUniform(1 - OpenUniform.Smallest), 1e-13);
    }

    [Fact]
    public void A_larger_uniform_never_gives_an_earlier_time() =>
        Gen.Select(Uniforms, Uniforms).Sample((x, y) =>
            Exponential.FromUniform(Math.Min(x, y)) <= Exponential.FromUniform(Math.Max(x, y)));
}
