using Coupling.Distributions;

namespace Coupling.Theory.Tests;

public class ShippedAgreementTests
{
    private const double Rounding = 1e-13;

    private static readonly WeightFormat[] Formats = [WeightFormat.Binary64, WeightFormat.Binary32, WeightFormat.BFloat16];

    [Fact]
    public void It_is_the_sum_over_a_common_draw_and_both_samples() =>
        RandomPairs.ForEach((p, q) =>
        {
            // Any row will do for P′; its zeros are not those of p and q.
            double[] common = [.. p.Zip(q.Reverse(), (one, other) => (0.9 * one) + (0.1 * other))];
            Assert.Equal(ByCases(p, q, common), ShippedAgreement.Of(p, q, common), Rounding);
            Assert.Equal(ByCases(p, q, q), ShippedAgreement.Of(p, q, q), Rounding);
        });

    [Fact]
    public void Where_nothing_is_lost_it_is_the_optimum() =>
        RandomPairs.ForEach((p, q) =>
        {
            Assert.Equal(Bounds.Optimum(p, q), ShippedAgreement.Of(p, q, WeightFormat.Binary64));
            Assert.Equal(Bounds.Optimum(p, q), ShippedAgreement.Of(p, q, p), Rounding);
            Assert.Equal(Bounds.Optimum(p, q), ShippedAgreement.Of(p, q, q), Rounding);
        });

    [Fact]
    public void A_row_between_both_loses_nothing() =>
        RandomPairs.ForEach((p, q) =>
        {
            double[] between = [.. p.Zip(q, (one, other) => (0.75 * one) + (0.25 * other))];
            Assert.Equal(Bounds.Optimum(p, q), ShippedAgreement.Of(p, q, between), Rounding);
        });

    [Fact]
    public void The_loss_is_within_its_bounds() =>
        RandomPairs.ForEach((p, q) =>
        {
            foreach (WeightFormat format in Formats)
            {
                double[] common = ShippedRow.Of(Row.FromWeights([.. p], "p"), format).Weights.ToArray();
                double loss = Bounds.Optimum(p, q) - ShippedAgreement.Of(p, q, format);
                double distance = TotalVariation.Of(p, common);
                Assert.InRange(loss, -Rounding, (2 * distance) + Rounding);
                Assert.InRange(2 * distance, 0, ShippedAgreement.LargestLoss(format) + Rounding);
            }
        });

    [Fact]
    public void Half_up_and_half_down_loses_all_that_can_be_lost()
    {
        // 126 weights beside the middle of two bfloat16 numbers, half of them on either side; the last one fills up.
        double middle = Math.ScaleB(1 + (1.0 / 256), -7);
        double[] p = [.. Enumerable.Range(0, 126).Select(item => middle * (item % 2 == 0 ? 1 + 1e-9 : 1 - 1e-9)), 0];
        p[^1] = 1 - p.Sum();
        Assert.InRange(1 - ShippedAgreement.Of(p, p, WeightFormat.BFloat16), 0.0037, ShippedAgreement.LargestLoss(WeightFormat.BFloat16));
    }

    [Fact]
    public void A_weight_that_rounds_to_nothing_is_not_lost()
    {
        double[] p = [1, 1e-60];
        Assert.Equal(0.25, ShippedAgreement.Of(p, [0.25, 0.75], WeightFormat.BFloat16), 1e-15);
        Assert.Equal(1, ShippedAgreement.Of(p, p, WeightFormat.BFloat16), 1e-15);
    }

    [Fact]
    public void The_bounds_have_names_one_can_quote()
    {
        Assert.Equal(0, ShippedAgreement.LargestLoss(WeightFormat.Binary64));
        Assert.Equal(5.96e-8, ShippedAgreement.LargestLoss(WeightFormat.Binary32), 1e-10);
        Assert.Equal(1 / 255.0, ShippedAgreement.LargestLoss(WeightFormat.BFloat16), 1e-15);
    }

    [Fact]
    public void Different_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ShippedAgreement.Of([1], [.5, .5], WeightFormat.Binary64));
        Assert.Throws<ArgumentException>(() => ShippedAgreement.Of([1], [.5, .5], WeightFormat.BFloat16));
        Assert.Throws<ArgumentException>(() => ShippedAgreement.Of([1], [1], [.5, .5]));
    }

    /// <summary>Pr[a = b] by its definition: every common draw, every sample of Alice's, every one of Bob's. n³.</summary>
    private static double ByCases(double[] p, double[] q, double[] common)
    {
        double sum = 0;
        for (int draw = 0; draw < common.Length; draw++)
        {
            if (common[draw] > 0)
            {
                double[] alice = Beside(draw, common, p);
                double[] bob = Beside(draw, common, q);
                sum += common[draw] * alice.Zip(bob, (one, other) => one * other).Sum();
            }
        }

        return sum;
    }

    /// <summary>The law of a party's sample, given the common draw.</summary>
    private static double[] Beside(int draw, double[] common, double[] own)
    {
        double keeps = Math.Min(1, own[draw] / common[draw]);
        double[] residual = [.. own.Zip(common, (mine, shared) => Math.Max(0, mine - shared))];
        double total = residual.Sum();
        double[] law = [.. residual.Select(weight => total > 0 ? (1 - keeps) * weight / total : 0)];
        law[draw] += keeps;
        return law;
    }
}
