using System.Globalization;
using Coupling.Distributions;

namespace Coupling.Input.Tests.Sequences;

/// <summary>Dumps of the reference code are read as they are.</summary>
public sealed class ModelDumpTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Dump => Path.Combine(folder.Path, "draft_probs.csv");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Without_normalize_the_sum_is_named_and_the_remedy()
    {
        double[][] written = ModelDump.Write(Dump, items: 1000, rows: 5, seed: 3);
        double sum = CompensatedSum.Of(written[0]);
        Assert.InRange(Math.Abs(sum - 1), 1e-9, 1e-2);
        Refusal.Names(
            () => RowSequence.Open(Dump),
            "draft_probs.csv#0: sum of the weights: " + sum.ToString(CultureInfo.InvariantCulture),
            "1 within 1e-9; ?normalize divides by the sum");
    }

    [Fact]
    public void With_normalize_every_position_is_a_row()
    {
        double[][] written = ModelDump.Write(Dump, items: 1000, rows: 5, seed: 3);
        using var sequence = RowSequence.Open(Dump + "?normalize");
        Assert.Equal((5, 1000), (sequence.Rows, sequence.AlphabetSize));
        Assert.All(Enumerable.Range(0, 5), row => Assert.Equal(Masses.ToRow([.. written[row]], "test").Digest, sequence.RowAt(row).Digest));
    }

    [Fact]
    public void What_is_subnormal_in_single_precision_is_a_weight()
    {
        folder.Write("draft_probs.csv", "prob_0,prob_1,prob_2,prob_3\n0.9921875,1.1920929e-07,1e-45,0.0\n1.0,0.0,1.1754942e-38,0.0\n");
        using var sequence = RowSequence.Open(Dump + "?normalize");
        double sum = 0.9921875 + 1.1920929e-07;
        Assert.Equal([0.9921875 / sum, 1.1920929e-07 / sum, 1e-45 / sum, 0], sequence.RowAt(0).Weights.ToArray());
        Assert.Equal(1.1754942e-38, sequence.RowAt(1)[2]);
    }

    [Theory]
    [InlineData(1.1920929e-07f, "1.1920929e-07")]
    [InlineData(0f, "0.0")]
    [InlineData(1f, "1.0")]
    [InlineData(0.00390625f, "0.00390625")]
    [InlineData(0.0001f, "0.0001")]
    [InlineData(1e-45f, "1e-45")]
    [InlineData(9.9e-05f, "9.9e-05")]
    public void The_generator_prints_as_NumPy_does(float value, string text) => Assert.Equal(text, ModelDump.Text(value));
}
