namespace Coupling.Input.Tests.Summaries;

public sealed class InputSummaryTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Weights_are_summed_up()
    {
        InputSummary summary = Of("inline:0.25,0,0.5,0.25", top: 3);
        Assert.Equal(("inline:0.25,0,0.5,0.25", "inline", 4, 3), (summary.Source, summary.Kind, summary.N, summary.Support));
        Assert.Equal((1.0, 1.5), (summary.Sum, summary.EntropyBits));
        Assert.Equal(
            [new WeightedItem(2, "2", 0.5), new WeightedItem(0, "0", 0.25), new WeightedItem(3, "3", 0.25)], summary.Largest);
        Assert.Equal(("index", Alphabet.Index(4).Digest), (summary.AlphabetKind, summary.AlphabetDigest));
        Assert.Equal(Distributions.Row.FromWeights([0.25, 0, 0.5, 0.25], "test").Digest, summary.Digest);
    }

    [Fact]
    public void A_text_is_on_the_alphabet_of_its_own_items()
    {
        InputSummary summary = Of("text:" + folder.Write("t.txt", "b a b c"), top: 99);
        Assert.Equal(("text", "text-word", 3), (summary.Kind, summary.AlphabetKind, summary.N));
        Assert.Equal(
            [new WeightedItem(1, "b", 0.5), new WeightedItem(0, "a", 0.25), new WeightedItem(2, "c", 0.25)], summary.Largest);
    }

    [Fact]
    public void The_sum_is_shown_as_it_is() => Assert.Equal(1.0000000005, Of("inline:0.5,0.5000000005", top: 0).Sum);

    [Theory]
    [InlineData("uniform:3", "uniform")]
    [InlineData("zipf:1,3", "zipf")]
    [InlineData("geometric:0.5,3", "geometric")]
    [InlineData("dirichlet:1,3,1", "dirichlet")]
    [InlineData("subset:0,2,3", "subset")]
    public void The_kind_is_the_word_before_the_colon(string spec, string kind) => Assert.Equal(kind, Of(spec, top: 1).Kind);

    [Fact]
    public void The_kind_of_a_file_is_its_format()
    {
        Assert.Equal("json", Of(folder.Write("x.JSON", "[1]"), top: 1).Kind);
        Assert.Equal("csv", Of(folder.Write("x.Csv", "1"), top: 1).Kind);
        string npy = Path.Combine(folder.Path, "x.npy");
        NpyWriter.Write(npy, [1]);
        Assert.Equal("npy", Of(npy, top: 1).Kind);
    }

    private static InputSummary Of(string spec, int top) =>
        InputSummary.Of(DistributionSpec.Parse(spec), DistributionSource.Load(spec), top).Summary;
}
