using Coupling.Distributions;

namespace Coupling.Speculation.Tests;

/// <summary>The ratio test gives texts the target's law, to the last digit, however P is rounded and the passes are cut.</summary>
public class TextsByPassesTests
{
    private const int Length = 3;

    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (string rounding in Roundings.Keys)
            {
                foreach (int gamma in (int[])[1, 2, 3])
                {
                    cases.Add(rounding, gamma);
                }
            }

            return cases;
        }
    }

    private static Dictionary<string, Func<Row, double[]>> Roundings { get; } = new()
    {
        ["standard"] = row => ShippedRow.Of(row, WeightFormat.Binary16).Weights.ToArray(),
        ["quantised:7"] = row => LatticeRow.Of(row, 7).Weights(total: 1),
        ["top-k:2+5"] = row => LatticeRow.OfTop(row, 2, 5).Weights(total: 1),
        ["lowcomm:5e-1"] = row => GridRow.Of(row, 3).Weights(total: 1),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Texts_have_the_target_s_law_exactly(string rounding, int gamma)
    {
        for (int seed = 1; seed <= 5; seed++)
        {
            Assert.InRange(Off(Passes(seed, rounding, gamma)), 0, 1e-13);
        }
    }

    [Fact]
    public void The_ratio_upside_down_and_a_draw_of_q_do_not()
    {
        Assert.True(Off(Passes(1, "standard", 2) with { Accepts = (p, q) => q == 0 ? 1 : Math.Min(1, p / q) }) > 0.01);
        Assert.True(Off(Passes(1, "standard", 2) with { Residual = (_, q) => q }) > 0.01);
    }

    private static TextsByPasses Passes(int seed, string rounding, int gamma) =>
        new(new Duo(TableModel.Random(3, 2, seed + 50), TableModel.Random(3, 2, seed)), Roundings[rounding], gamma, Length);

    private static double Off(TextsByPasses passes) =>
        passes.Law().Zip(TextLaw.Of(passes.Duo.Target, Length), (probability, exact) => Math.Abs(probability - exact)).Max();
}
