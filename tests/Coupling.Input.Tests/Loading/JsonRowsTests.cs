using System.Text;
using CsCheck;

namespace Coupling.Input.Tests.Loading;

public sealed class JsonRowsTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("[0.5, 0.3, 0.2]", "", "0.5 0.3 0.2")]
    [InlineData(" [\r\n 5e-1,\t0.5E0 ]\n", "", "0.5 0.5")]
    [InlineData("[1]", "#0", "1")]
    [InlineData("[[0.25, 0.75]]", "", "0.25 0.75")]
    [InlineData("[[1, 0], [0, 1]]", "#0", "1 0")]
    [InlineData("[[1, 0], [0, 1]]", "#1", "0 1")]
    [InlineData("[[1, 0], [7, -8]]", "#0", "1 0")]
    [InlineData("[6, 2]", "?normalize", "0.75 0.25")]
    [InlineData("[1e308, 1e308, 0]", "?normalize", "0.5 0.5 0")]
    [InlineData("[[1, 0], [-2.5, -2.5]]", "#1?logits", "0.5 0.5")]
    [InlineData("[-0.0, -1e300]", "?logits", "1 0")]
    public void A_row_is_read(string json, string row, string weights) =>
        Assert.Equal(
            weights.Split(' ').Select(w => double.Parse(w, System.Globalization.CultureInfo.InvariantCulture)),
            Load(json, row).Weights.ToArray());

    [Theory]
    [InlineData("[[1],[1],[1]]", "", "row: none chosen of 3", "#0 to #2")]
    [InlineData("[[1],[1],[1]]", "#3", "row: #3", "#0 to #2")]
    [InlineData("[1]", "#1", "row: #1", "allowed: #0)")]
    [InlineData("{}", "", "an object", "an array of numbers")]
    [InlineData("\"a\"", "", "\"a\"", "an array of numbers")]
    [InlineData("1", "", ": 1 (", "an array of numbers")]
    [InlineData("[]", "", "length: 0", "1 to 1048576")]
    [InlineData("[[]]", "", "row 0, length: 0", "1 to 1048576")]
    [InlineData("[[1],[]]", "#0", "row 1, length: 0", "1 to 1048576")]
    [InlineData("[[1,0],[1]]", "#0", "row 1: 1 items", "2 items, as in row 0")]
    [InlineData("[0.5,\"0.5\"]", "", "item 1: \"0.5\"", "a number")]
    [InlineData("[0.5,null]", "", "item 1: null", "a number")]
    [InlineData("[0.5,true]", "", "item 1: true", "a number")]
    [InlineData("[0.5,{}]", "", "item 1: an object", "a number")]
    [InlineData("[0.5,[0.5]]", "", "item 1: an array", "a number")]
    [InlineData("[[1],1]", "#0", "row 1: 1", "an array of numbers")]
    [InlineData("[[1],[[1]]]", "#0", "row 1, item 0: an array", "a number")]
    [InlineData("[0.5,1e999]", "", "item 1: 1e999", "2.3e-308 to 1")]
    [InlineData("[[1],[-1e999]]", "#0", "row 1, item 0: -1e999", "2.3e-308 to 1")]
    [InlineData("[1,1e-999]", "", "item 1: 1e-999", "2.3e-308 to 1")]
    [InlineData("[1.5,-0.5]", "", "item 0: 1.5", "2.3e-308 to 1")]
    [InlineData("[1,-0.25]", "", "item 1: -0.25", "2.3e-308 to 1")]
    [InlineData("[1,-0.0]", "", "item 1: -0.0", "not -0.0")]
    [InlineData("[1,1e-310]", "", "item 1: 1E-310", "2.3e-308 to 1")]
    [InlineData("[0.5,0.4]", "", "sum of the weights: 0.9", "1 within 1e-9")]
    [InlineData("[[1],[0.5]]", "#1", "#1: sum of the weights: 0.5", "1 within 1e-9")]
    [InlineData("[0.5,0.4]", "", "sum of the weights: 0.9", "?normalize divides by the sum")]
    [InlineData("[0,0]", "", "sum of the weights: 0", "1 within 1e-9")]
    [InlineData("[0,0]", "?normalize", "sum of the numbers: 0", "at least one above 0")]
    [InlineData("[1,-1]", "?normalize", "item 1: -1", "2.3e-308 to 1.79e308")]
    [InlineData("[1,-0.0]", "?normalize", "item 1: -0.0", "not -0.0")]
    [InlineData("[1,1e-310]", "?normalize", "item 1: 1E-310", "2.3e-308 to 1.79e308")]
    [InlineData("[1,1e309]", "?normalize", "item 1: 1e309", "2.3e-308 to 1.79e308")]
    [InlineData("[1,-1e309]", "?logits", "item 1: -1e309", "-1.79e308 to 1.79e308")]
    [InlineData("[1,-Infinity]", "?logits", "byte ", "JSON")]
    [InlineData("[1,null]", "?logits", "item 1: null", "a number")]
    [InlineData("", "", "byte 0", "JSON")]
    [InlineData("[0.5,", "", "byte 4", "JSON")]
    [InlineData("[0.5,0.5", "", "byte 8", "JSON")]
    [InlineData("[0.5,0.5,]", "", "byte 9", "JSON")]
    [InlineData("[0,5 0,5]", "", "byte 5", "JSON")]
    [InlineData("[NaN]", "", "byte 1", "JSON")]
    [InlineData("[1] // done", "", "byte 4", "JSON")]
    [InlineData("[1] [1]", "", "byte 4", "JSON")]
    [InlineData("[.5,.5]", "", "byte 1", "JSON")]
    [InlineData("[01]", "", "byte ", "JSON")]
    [InlineData("[\n0.5,\r\n 0.5,]", "", "byte 13 (line 3)", "JSON")]
    [InlineData("[1]\0", "", "byte 3", "JSON")]
    [InlineData("\uFEFF[1]", "", "byte 0: a byte order mark", "UTF-8 without one")]
    public void What_is_not_a_row_is_named_with_its_place(string json, string row, string a, string b) =>
        Refusal.Names(() => Load(json, row), "x.json" + row + ": ", a, b);

    [Fact]
    public void Binary_data_is_refused() => Refusal.Names(() => Load(folder.Write("x.json", [0xFF, 0xD8, 0xFF])), "byte 0");

    [Fact]
    public void A_row_longer_than_an_alphabet_is_refused() =>
        Refusal.Names(
            () => Load("[" + string.Join(',', Enumerable.Repeat("0", (1 << 20) + 1)) + "]", ""), "length", "1048576");

    [Fact]
    public void A_file_of_any_size_streams_by()
    {
        string path = folder.Write("big.json", "[1]");
        using (FileStream file = File.OpenWrite(path))
        {
            file.SetLength((1L << 30) + 1);
        }

        // A sparse file: zeros, which are no white space.
        Refusal.Names(() => Load(path), "big.json", "byte 3", "JSON");
    }

    [Fact]
    public void Any_mutilation_is_a_row_or_a_refusal() =>
        Gen.Select(Gen.Int[0, 20], Gen.Char["[]{},.-0159eE\" \n"]).Array[1, 4].Sample(
            edits =>
            {
                var json = new StringBuilder("[[0.5,0.25,0.25],[1,0,0]]");
                foreach ((int at, char c) in edits)
                {
                    json[at] = c;
                }

                try
                {
                    Load(json.ToString(), "#0");
                }
                catch (Distributions.BadDataException e)
                {
                    Assert.Contains("allowed: ", e.Message, StringComparison.Ordinal);
                }
            },
            iter: 300,
            threads: 1);

    private Distributions.Row Load(string json, string row) => Load(folder.Write("x.json", json) + row);

    private static Distributions.Row Load(string spec) =>
        Assert.IsType<IndexedInput>(DistributionSource.Load(spec)).Row;
}
