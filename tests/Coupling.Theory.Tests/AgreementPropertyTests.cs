namespace Coupling.Theory.Tests;

public class AgreementPropertyTests
{
    private const double Rounding = 1e-13;

    [Fact]
    public void The_bounds_and_the_silent_modes_form_a_chain() =>
        RandomPairs.ForEach(100_000, (p, q) =>
        {
            double[] chain =
            [
                Bounds.Floor(p, q),
                Bounds.TightFloor(p, q),
                MinHashAgreement.Of(p, q),
                GumbelAgreement.Of(p, q),
                Bounds.Optimum(p, q),
            ];
            for (int link = 1; link < chain.Length; link++)
            {
                Assert.True(chain[link - 1] <= chain[link] + Rounding, string.Join(" ≤ ", chain));
            }
        });

    [Fact]
    public void Gumbel_by_sorting_is_gumbel_term_by_term() =>
        RandomPairs.ForEach((p, q) =>
            Assert.Equal(NaiveGumbel.Agreement(p, q), GumbelAgreement.Of(p, q), Rounding));

    [Fact]
    public void No_coupling_agrees_more_often_than_the_optimum() =>
        RandomPairs.ForEach((p, q) =>
        {
            double optimum = Bounds.Optimum(p, q) + Rounding;
            Assert.InRange(IndependentAgreement.Of(p, q), 0, optimum);
            Assert.InRange(InverseCdfAgreement.Of(p, q), 0, optimum);
            Assert.InRange(RepairAgreement.Of(p, q, 3), 0, optimum);
        });

    [Fact]
    public void The_parties_may_be_swapped() =>
        RandomPairs.ForEach((p, q) =>
        {
            Assert.Equal(MinHashAgreement.Of(p, q), MinHashAgreement.Of(q, p), Rounding);
            Assert.Equal(GumbelAgreement.Of(p, q), GumbelAgreement.Of(q, p), Rounding);
            Assert.Equal(InverseCdfAgreement.Of(p, q), InverseCdfAgreement.Of(q, p), Rounding);
        });

    [Fact]
    public void Renaming_the_items_changes_nothing_but_the_inverse_cdf() =>
        RandomPairs.ForEach((p, q) =>
        {
            double[] renamedP = [.. p.Reverse()];
            double[] renamedQ = [.. q.Reverse()];
            Assert.Equal(MinHashAgreement.Of(p, q), MinHashAgreement.Of(renamedP, renamedQ), Rounding);
            Assert.Equal(GumbelAgreement.Of(p, q), GumbelAgreement.Of(renamedP, renamedQ), Rounding);
            Assert.Equal(Bounds.TightFloor(p, q), Bounds.TightFloor(renamedP, renamedQ), Rounding);
        });

    [Fact]
    public void Equal_rows_agree_always() =>
        RandomPairs.ForEach((p, _) =>
        {
            Assert.Equal(1, MinHashAgreement.Of(p, p), Rounding);
            Assert.Equal(1, GumbelAgreement.Of(p, p), Rounding);
            Assert.Equal(1, InverseCdfAgreement.Of(p, p), Rounding);
            Assert.Equal(1, RepairAgreement.Of(p, p, 6));
        });

    [Fact]
    public void Repair_goes_from_minhash_to_the_optimum() =>
        RandomPairs.ForEach((p, q) =>
        {
            Assert.Equal(MinHashAgreement.Of(p, q), RepairAgreement.Of(p, q, 0));
            Assert.Equal(Bounds.Optimum(p, q), RepairAgreement.Of(p, q, 64), Rounding);
            for (int hashBits = 1; hashBits < 10; hashBits++)
            {
                double gain = RepairAgreement.Of(p, q, hashBits) - RepairAgreement.Of(p, q, hashBits - 1);
                Assert.InRange(gain, -Rounding, 1);
            }
        });

    [Fact]
    public void Weights_that_sum_to_1_only_nearly_are_used_as_they_are() =>
        RandomPairs.ForEach((p, q) =>
        {
            double[] heavy = [.. p.Select(weight => weight * (1 + 9e-10))];
            double[] light = [.. q.Select(weight => weight * (1 - 9e-10))];
            Assert.Equal(NaiveGumbel.Agreement(heavy, light), GumbelAgreement.Of(heavy, light), Rounding);
            Assert.Equal(MinHashAgreement.Of(p, q), MinHashAgreement.Of(heavy, light), 4e-9);
            Assert.InRange(TotalVariation.Of(heavy, light), 0, 1);
            Assert.InRange(Bounds.Floor(heavy, light), 0, 1);
        });

    [Fact]
    public void Many_items_are_as_exact_as_a_few()
    {
        // Subset pairs: everything is |A∩B|/|A∪B| there.
        const int n = 1 << 18;
        double[] p = new double[n];
        double[] q = new double[n];
        for (int item = 0; item < n; item++)
        {
            p[item] = item < n / 2 ? 2.0 / n : 0;
            q[item] = item >= n / 4 && item < 3 * (n / 4) ? 2.0 / n : 0;
        }

        Assert.Equal(1 / 3.0, GumbelAgreement.Of(p, q), 1e-15);
        Assert.Equal(1 / 3.0, MinHashAgreement.Of(p, q), 1e-15);
        Assert.Equal(1 / 3.0, Bounds.Floor(p, q), 1e-15);
        Assert.Equal(0, InverseCdfAgreement.Of(p, q), 1e-15);
    }

    [Fact]
    public void Smallest_and_largest_weights_side_by_side_stay_finite()
    {
        const double tiny = 2.3e-308;
        double[] p = [1, tiny, 0];
        double[] q = [tiny, 1, 0];
        Assert.InRange(GumbelAgreement.Of(p, q), 0, 1e-300);
        Assert.InRange(MinHashAgreement.Of(p, q), 0, 1e-300);
        Assert.InRange(RepairBits.PerRound(p, p, 6).Total, 7, 7);
    }

    [Fact]
    public void Different_lengths_are_refused()
    {
        double[] two = [.5, .5];
        double[] one = [1];
        Assert.Throws<ArgumentException>(() => TotalVariation.Of(two, one));
        Assert.Throws<ArgumentException>(() => Bounds.Floor(two, one));
        Assert.Throws<ArgumentException>(() => Bounds.TightFloor(two, one));
        Assert.Throws<ArgumentException>(() => GumbelAgreement.Of(two, one));
        Assert.Throws<ArgumentException>(() => MinHashAgreement.Of(two, one));
        Assert.Throws<ArgumentException>(() => IndependentAgreement.Of(two, one));
        Assert.Throws<ArgumentException>(() => InverseCdfAgreement.Of(two, one));
        Assert.Throws<ArgumentException>(() => RepairAgreement.Of(two, one, 6));
        Assert.Throws<ArgumentException>(() => RepairBits.PerRound(two, one, 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => RepairAgreement.Of(two, two, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RepairAgreement.Of(two, two, 65));
    }
}
