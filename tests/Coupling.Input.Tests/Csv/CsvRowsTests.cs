using System.Globalization;
using System.Text;
using CsCheck;

namespace Coupling.Input.Tests.Csv;

public sealed class CsvRowsTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("0.5,0.3,0.2", "", "0.5 0.3 0.2")]
    [InlineData("0.5,0.3,0.2\n", "", "0.5 0.3 0.2")]
    [InlineData("0.5,0.3,0.2\r\n", "#0", "0.5 0.3 0.2")]
    [InlineData("0.5,0.3,0.2\n\n \t\r\n\n", "", "0.5 0.3 0.2")]
    [InlineData("\uFEFF0.5,0.3,0.2\r\n", "", "0.5 0.3 0.2")]
    [InlineData("\uFEFFa,b,c\r\n0.5,0.3,0.2\r\n", "", "0.5 0.3 0.2")]
    [InlineData(" 0.5 ,\t.3,2e-1 ", "", "0.5 0.3 0.2")]
    [InlineData("5E-1,+.5,0", "", "0.5 0.5 0")]
    [InlineData("1", "", "1")]
    [InlineData("0,1\n1,0\n", "#0", "0 1")]
    [InlineData("0,1\n1,0\n", "#1", "1 0")]
    [InlineData("item 1,e\n0,1\n1,0\n", "#0", "0 1")]
    [InlineData("2nd,-\n1,0\n", "", "1 0")]
    [InlineData("größe,海\n1,0\n", "", "1 0")]
    [InlineData("1,0\n7,-8\n", "#0", "1 0")]
    [InlineData("6,2,0\n", "?normalize", "0.75 0.25 0")]
    [InlineData("1e308,1e308\n", "?normalize", "0.5 0.5")]
    [InlineData("-3.5,-inf,-3.5,-1e300\n", "?logits", "0.5 0 0.5 0")]
    [InlineData("-Infinity,7,-INF\n", "?logits", "0 1 0")]
    [InlineData("p,q\n1,3\n4,4\n", "#1?normalize", "0.5 0.5")]
    public void A_row_is_read(string csv, string rest, string weights) =>
        Assert.Equal(weights.Split(' ').Select(w => double.Parse(w, CultureInfo.InvariantCulture)), Load(csv, rest));

    [Theory]
    [InlineData("1\n1\n1\n", "", "row: none chosen of 3", "append #0 to #2")]
    [InlineData("a\n1\n1\n", "#2", "row: #2", "#0 to #1")]
    [InlineData("1\n", "#1", "row: #1", "allowed: #0)")]
    [InlineData("", "", "rows: 0", "at least one line of numbers")]
    [InlineData("\n\n", "", "rows: 0", "at least one line of numbers")]
    [InlineData("\uFEFF", "", "rows: 0", "at least one line of numbers")]
    [InlineData("a,b\r\n", "", "rows: 0 below the header", "at least one line of numbers")]
    [InlineData("0.5,0.5\n1\n", "#0", "line 2: 1 items", "2 items, as in line 1")]
    [InlineData("1,0\n\r\n", "#1", "row: #1", "#0")]
    [InlineData("a,b\n0.5,0.25,0.25\n", "", "line 2: 3 items", "2 items, as in line 1")]
    [InlineData("1,0\n\n0,1\n", "#0", "line 2: blank", "blank lines at the end only")]
    [InlineData("\n1,0\n", "", "line 1: blank", "blank lines at the end only")]
    [InlineData("0.5,0.5,\n", "", "line 1, item 2: \"\"", "a number such as 0.25")]
    [InlineData("0.5,0.5,", "", "line 1, item 2: \"\"", "a number such as 0.25")]
    [InlineData("0.5,,0.5\n", "", "line 1, item 1: \"\"", "a number such as 0.25")]
    [InlineData("0.5,half\n", "", "line 1, item 1: \"half\"", "a number such as 0.25")]
    [InlineData("0.5,0.5\na,b\n", "#0", "line 2, item 0: \"a\"", "a number such as 0.25")]
    [InlineData("alice,0.5,0.5\n", "", "line 1, item 1: \"0.5\"", "a header of names without quotes, or a row of numbers")]
    [InlineData("\"a\",\"b\"\n1,0\n", "", "line 1, item 0: \"\"a\"\"", "without quotes")]
    [InlineData("a,b\n\"1\",\"0\"\n", "", "line 2, item 0: \"\"1\"\"", "a number, without quotes")]
    [InlineData(",p,q\n0,0.5,0.5\n", "", "line 1, item 0: no name", "a name for every column")]
    [InlineData("0,5;0,5\n", "", "line 1, item 1: \"5;0\"", "no decimal commas, semicolons, tabs or spaces")]
    [InlineData("0.5;0.5\n", "", "line 1, item 0: \"0.5;0.5\"", "separated by commas")]
    [InlineData("a\n0.5\t0.5\n", "", "line 2, item 0: \"0.5\\u{0009}0.5\"", "separated by commas")]
    [InlineData("\"0,5\",\"0,5\"\n", "", "line 1, item 0: \"\"0\"", "without quotes")]
    [InlineData("0,5,0,5\n", "", "line 1, item 1: 5", "decimal points, not commas; counts with ?normalize")]
    [InlineData("a,b\n3,1\n", "", "line 2, item 0: 3", "0 (not -0.0), or 2.3e-308 to 1; decimal points")]
    [InlineData("0.5 0.5\n1\n", "", "line 1, item 0: \"0.5 0.5\"", "separated by commas")]
    [InlineData("1\r1\r", "", "line 1, item 0: \"1\\u{000D}1\"", "a number such as 0.25")]
    [InlineData("0x1,0\n", "", "line 1, item 1: \"0\"", "a row of numbers")]
    [InlineData("0,1_0\n", "", "line 1, item 1: \"1_0\"", "a number such as 0.25")]
    [InlineData("1,1e999\n", "", "line 1, item 1: \"1e999\"", "a number such as 0.25")]
    [InlineData("1e999\n", "", "line 1, item 0: \"1e999\"", "a number such as 0.25")]
    [InlineData("1,1e-999\n", "", "line 1, item 1: \"1e-999\"", "a number such as 0.25")]
    [InlineData("1,--1\n", "", "line 1, item 1: \"--1\"", "a number such as 0.25")]
    [InlineData("1,\u0660\n", "", "line 1, item 1: \"\u0660\"", "a number such as 0.25")]
    [InlineData("nan,1\n", "", "line 1, item 0: nan", "2.3e-308 to 1")]
    [InlineData("1,0\n1,NaN\n", "#0", "line 2, item 1: NaN", "2.3e-308 to 1")]
    [InlineData("1,inf\n", "", "line 1, item 1: inf", "2.3e-308 to 1")]
    [InlineData("1,-Infinity\n", "", "line 1, item 1: -Infinity", "2.3e-308 to 1")]
    [InlineData("1,-inf\n", "?normalize", "line 1, item 1: -inf", "2.3e-308 to 1.79e308")]
    [InlineData("1,+inf\n", "?logits", "line 1, item 1: +inf", "or -Infinity for weight 0")]
    [InlineData("1,-nan\n", "?logits", "line 1, item 1: -nan", "or -Infinity for weight 0")]
    [InlineData("1.5,-0.5\n", "", "item 0: 1.5", "2.3e-308 to 1")]
    [InlineData("1,-0.25\n", "", "item 1: -0.25", "2.3e-308 to 1")]
    [InlineData("1,-0.0\n", "", "item 1: -0.0", "not -0.0")]
    [InlineData("1,-0\n", "?normalize", "item 1: -0.0", "not -0.0")]
    [InlineData("1,1e-310\n", "", "item 1: 1E-310", "2.3e-308 to 1")]
    [InlineData("1,1e-310\n", "?normalize", "item 1: 1E-310", "2.3e-308 to 1.79e308")]
    [InlineData("1,-3\n", "?normalize", "item 1: -3", "2.3e-308 to 1.79e308")]
    [InlineData("1e308,0\n", "", "item 0: 1E+308", "2.3e-308 to 1")]
    [InlineData("0,0\n", "", "sum of the weights: 0", "1 within 1e-9")]
    [InlineData("0,0\n", "?normalize", "sum of the numbers: 0", "at least one above 0")]
    [InlineData("-inf\n", "?logits", "largest logit: -Infinity", "at least one finite logit")]
    [InlineData("0.5,0.4\n", "", "sum of the weights: 0.9", "1 within 1e-9; ?normalize divides by the sum")]
    [InlineData("0.5,0.500000002\n", "", "sum of the weights: 1.000000002", "1 within 1e-9")]
    public void What_is_not_a_row_is_named_with_its_place(string csv, string rest, string a, string b) =>
        Refusal.Names(() => Load(csv, rest), "x.csv" + rest + ": ", "allowed: ", a, b);

    [Fact]
    public void A_sum_off_by_less_than_the_tolerance_is_kept_as_it_is() =>
        Assert.Equal([0.5, 0.5000000005], Load("0.5,0.5000000005"));

    [Fact]
    public void Invalid_UTF8_is_named()
    {
        Refusal.Names(() => LoadBytes([.. "gr"u8, 0xF6, .. "sse\n1\n"u8]), "x.csv: ", "byte 2: 0xF6", "valid UTF-8");
        Refusal.Names(() => LoadBytes([0xFF, 0xFE, (byte)'1', 0]), "byte 0: 0xFF", "valid UTF-8");
    }

    [Fact]
    public void A_field_without_end_is_cut_short() =>
        Refusal.Names(
            () => Load("0.5," + new string('1', 1 << 20)), "x.csv: ", "line 1, item 1: ", "…", "at most 4096 characters");

    [Fact]
    public void Nulls_are_refused() =>
        Refusal.Names(() => LoadBytes([.. "1,"u8, 0, 0]), "x.csv: ", "line 1, item 1: \"\\u{0000}\\u{0000}\"", "allowed: ");

    [Fact]
    public void A_row_longer_than_an_alphabet_is_refused() =>
        Refusal.Names(
            () => Load(string.Join(',', Enumerable.Repeat("0", (1 << 20) + 1))),
            "x.csv: ", "line 1: more than 1048576 items", "1 to 1048576 items");

    [Fact]
    public void The_largest_alphabet_is_read() =>
        Assert.Equal(
            1 << 20,
            Load("a\n".Replace("a", string.Join(',', Enumerable.Repeat("a", 1 << 20)), StringComparison.Ordinal)
                + string.Join(',', Enumerable.Repeat("1.2345678901234567e-3", 1 << 20)) + "\n", "?normalize").Length);

    [Fact]
    public void Numbers_in_round_trip_format_are_read_back_bit_by_bit() =>
        Gen.Double[1e-300, 1].Array[1, 50].Sample(
            masses =>
            {
                Distributions.Row row = Distributions.Masses.ToRow(masses, "test");
                string csv = string.Join(',', row.Weights.ToArray().Select(w => w.ToString("R", CultureInfo.InvariantCulture)));
                Assert.Equal(row.Weights.ToArray(), Load(csv));
            },
            iter: 200,
            threads: 1);

    [Fact]
    public void Any_mutilation_is_a_row_or_a_refusal() =>
        Gen.Select(Gen.Int[0, 20], Gen.Char["0.5,\n\r;\"-einfa \t"]).Array[1, 4].Sample(
            edits =>
            {
                var csv = new StringBuilder("a,b\n0.5,0.50\n1.0,0.0\n");
                foreach ((int at, char c) in edits)
                {
                    csv[at] = c;
                }

                try
                {
                    Load(csv.ToString(), "#0");
                }
                catch (Distributions.BadDataException e)
                {
                    Assert.Contains("allowed: ", e.Message, StringComparison.Ordinal);
                }
            },
            iter: 1000,
            threads: 1);

    private double[] Load(string csv, string rest = "") => LoadBytes(Encoding.UTF8.GetBytes(csv), rest);

    private double[] LoadBytes(byte[] csv, string rest = "") =>
        Assert.IsType<IndexedInput>(DistributionSource.Load(folder.Write("x.csv", csv) + rest)).Row.Weights.ToArray();
}
