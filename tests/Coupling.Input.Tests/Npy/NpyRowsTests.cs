using System.Globalization;
using CsCheck;

namespace Coupling.Input.Tests.Npy;

public sealed class NpyRowsTests : IDisposable
{
    private const string Huge = "9223372036854775807";

    private static readonly byte[] Half = NpyBytes.Doubles(0.5, 0.5);

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_vector_is_one_row_in_every_version(byte major)
    {
        byte[] file = NpyBytes.Of("<f8", "(3,)", NpyBytes.Doubles(0.5, 0.375, 0.125), major: major);
        Assert.Equal([0.5, 0.375, 0.125], Load(file));
        Assert.Equal([0.5, 0.375, 0.125], Load(file, "#0"));
    }

    /// <summary>
    /// What numpy.save writes for np.array([0.75, 0.25]), every byte of it: 10 bytes, 54 of a dictionary, spaces, a line
    /// feed at 127, 16 bytes of numbers.
    /// </summary>
    [Fact]
    public void The_plainest_file_is_read()
    {
        byte[] file = Convert.FromHexString(
            "934E554D5059" + "0100" + "7600"
            + "7B276465736372273A20273C6638272C2027666F727472616E5F6F72646572273A2046616C73652C20277368617065273A2028322C292C207D"
            + string.Concat(Enumerable.Repeat("20", 60)) + "0A"
            + "000000000000E83F" + "000000000000D03F");
        Assert.Equal(128 + 16, file.Length);
        Assert.Equal([0.75, 0.25], Load(file));
    }

    [Theory]
    [InlineData("#0", "1 0 0")]
    [InlineData("#1", "0.25 0.5 0.25")]
    public void A_matrix_has_a_row_per_row_in_either_order(string row, string weights)
    {
        byte[] byRows = NpyBytes.Of("<f8", "(2, 3)", NpyBytes.Doubles(1, 0, 0, 0.25, 0.5, 0.25));
        byte[] byColumns = NpyBytes.Of("<f8", "(2, 3)", NpyBytes.Doubles(1, 0.25, 0, 0.5, 0, 0.25), fortran: true);
        double[] expected = [.. weights.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        Assert.Equal(expected, Load(byRows, row));
        Assert.Equal(expected, Load(byColumns, row));
    }

    [Fact]
    public void A_vector_is_the_same_in_either_order() =>
        Assert.Equal([0.5, 0.5], Load(NpyBytes.Of("<f8", "(2,)", Half, fortran: true)));

    [Fact]
    public void Only_the_chosen_row_must_be_a_distribution() =>
        Assert.Equal([0, 1], Load(NpyBytes.Of("<f8", "(2, 2)", NpyBytes.Doubles(double.NaN, -7, 0, 1)), "#1"));

    /// <summary>Bits of 0.75 and 0.25, of 3 and 1, by the types' definitions.</summary>
    [Theory]
    [InlineData("<f2", "", "003A 0034")]
    [InlineData("<f4", "", "0000403F 0000803E")]
    [InlineData("<f8", "", "000000000000E83F 000000000000D03F")]
    [InlineData("<f4", "?normalize", "00004040 0000803F")]
    [InlineData("|u1", "?normalize", "03 01")]
    [InlineData("|i1", "?normalize", "03 01")]
    [InlineData("<u2", "?normalize", "0003 0001")]
    [InlineData("<i2", "?normalize", "0300 0100")]
    [InlineData("<u4", "?normalize", "000000C0 00000040")]
    [InlineData("<i4", "?normalize", "00000060 00000020")]
    [InlineData("<u8", "?normalize", "00000000000000C0 0000000000000040")]
    [InlineData("<i8", "?normalize", "0300000000000000 0100000000000000")]
    public void Every_type_of_numbers_is_read(string descr, string option, string hex) =>
        Assert.Equal([0.75, 0.25], Load(NpyBytes.Of(descr, "(2,)", Convert.FromHexString(hex.Replace(" ", ""))), option));

    [Theory]
    [InlineData("|i1", "FF", "-1")]
    [InlineData("<i2", "FEFF", "-2")]
    [InlineData("<i4", "FDFFFFFF", "-3")]
    [InlineData("<i8", "FCFFFFFFFFFFFFFF", "-4")]
    public void Negative_counts_are_named(string descr, string hex, string value) =>
        Refuses(NpyBytes.Of(descr, "(1,)", Convert.FromHexString(hex)), "?normalize", "item 0: " + value, "0 (not -0.0)");

    [Theory]
    [InlineData("|u1")]
    [InlineData("<i8")]
    public void Integers_are_read_as_counts_only(string descr)
    {
        byte[] file = NpyBytes.Of(descr, "(1,)", new byte[descr[2] - '0']);
        Refuses(file, "", $"dtype: \"{descr}\"", "<f8, <f4, <f2; integers with ?normalize");
        Refuses(file, "?logits", $"dtype: \"{descr}\"", "integers with ?normalize");
    }

    [Fact]
    public void Logits_may_be_minus_infinity() =>
        Assert.Equal(
            [0.5, 0, 0.5, 0],
            Load(NpyBytes.Of("<f8", "(4,)", NpyBytes.Doubles(-1, double.NegativeInfinity, -1, -1e300)), "?logits"));

    [Theory]
    [InlineData("", double.NaN, "item 1: NaN", "0 (not -0.0), or 2.3e-308 to 1")]
    [InlineData("", double.PositiveInfinity, "item 1: Infinity", "2.3e-308 to 1")]
    [InlineData("", double.NegativeInfinity, "item 1: -Infinity", "2.3e-308 to 1")]
    [InlineData("", -0.5, "item 1: -0.5", "2.3e-308 to 1")]
    [InlineData("", -0.0, "item 1: -0.0", "not -0.0")]
    [InlineData("", 5e-324, "item 1: 5E-324", "2.3e-308 to 1")]
    [InlineData("", 1e308, "item 1: 1E+308", "2.3e-308 to 1")]
    [InlineData("", 0.25, "sum of the weights: 0.75", "1 within 1e-9; ?normalize divides")]
    [InlineData("", 0.500000002, "sum of the weights: 1.000000002", "1 within 1e-9")]
    [InlineData("?normalize", double.NaN, "item 1: NaN", "2.3e-308 to 1.79e308")]
    [InlineData("?normalize", double.PositiveInfinity, "item 1: Infinity", "2.3e-308 to 1.79e308")]
    [InlineData("?normalize", -0.5, "item 1: -0.5", "2.3e-308 to 1.79e308")]
    [InlineData("?normalize", -0.0, "item 1: -0.0", "not -0.0")]
    [InlineData("?normalize", 5e-324, "item 1: 5E-324", "2.3e-308 to 1.79e308")]
    [InlineData("?logits", double.NaN, "item 1: NaN", "or -Infinity for weight 0")]
    [InlineData("?logits", double.PositiveInfinity, "item 1: Infinity", "or -Infinity for weight 0")]
    public void Numbers_out_of_range_are_named(string option, double value, string place, string allowed) =>
        Refuses(NpyBytes.Of("<f8", "(2,)", NpyBytes.Doubles(0.5, value)), option, place, allowed);

    [Fact]
    public void All_zero_and_all_minus_infinity_are_refused()
    {
        byte[] zeros = NpyBytes.Of("<f8", "(2,)", new byte[16]);
        Refuses(zeros, "", "sum of the weights: 0", "1 within 1e-9");
        Refuses(zeros, "?normalize", "sum of the numbers: 0", "at least one above 0");
        byte[] never = NpyBytes.Of("<f8", "(1,)", NpyBytes.Doubles(double.NegativeInfinity));
        Refuses(never, "?logits", "largest logit: -Infinity", "at least one finite logit");
    }

    [Theory]
    [InlineData(">f8", "\">f8\", big-endian")]
    [InlineData(">f4", "\">f4\", big-endian")]
    [InlineData(">i8", "\">i8\", big-endian")]
    [InlineData("|O", "\"|O\", Python objects")]
    [InlineData("|b1", "\"|b1\"")]
    [InlineData("<c16", "\"<c16\"")]
    [InlineData("<f16", "\"<f16\"")]
    [InlineData("<U3", "\"<U3\"")]
    [InlineData("<f1", "\"<f1\"")]
    [InlineData("|f8", "\"|f8\"")]
    [InlineData("f8", "\"f8\"")]
    [InlineData("", "\"\"")]
    public void Other_types_are_named(string descr, string value) =>
        Refuses(NpyBytes.Of(descr, "(2,)", Half), "", "dtype: " + value, "<f8, <f4, <f2; integers", "little-endian");

    [Fact]
    public void Types_of_several_fields_are_named() =>
        Refuses(
            NpyBytes.WithHeader("{'descr': [('p', '<f8'), ('q', '<f8')], 'fortran_order': False, 'shape': (1,), }", Half),
            "",
            "dtype: ",
            "('p', '<f8')",
            "of several fields",
            "<f8, <f4, <f2");

    [Theory]
    [InlineData("()", "(), 0 dimensions", "1 dimension, or 2")]
    [InlineData("(1, 1, 2)", "(1, 1, 2), 3 dimensions", "1 dimension, or 2")]
    [InlineData("(0,)", "(0)", "1 to 1048576 items")]
    [InlineData("(0, 2)", "(0, 2)", "at least one row")]
    [InlineData("(2, 0)", "(2, 0)", "1 to 1048576 items")]
    [InlineData("(1048577,)", "(1048577)", "1 to 1048576 items")]
    [InlineData("(1, 1048577)", "(1, 1048577)", "1 to 1048576 items")]
    [InlineData("(-2,)", "\"-\"", "whole numbers")]
    [InlineData("(2.0,)", "'.0,), }", "")]
    [InlineData("(9223372036854775808,)", "\"9223372036854775808,\"", "0 to 2^63-1")]
    [InlineData("(" + Huge + ", " + Huge + ")", "(" + Huge + ", " + Huge + ")", "1 to 1048576 items")]
    public void Shapes_that_are_no_rows_are_named(string shape, string value, string allowed)
    {
        if (value.StartsWith('\''))
        {
            Refuses(NpyBytes.Of("<f8", shape, Half), "", "header, character ", value[1..], "')' here");
        }
        else
        {
            Refuses(NpyBytes.Of("<f8", shape, Half), "", "shape: ", value, allowed);
        }
    }

    [Theory]
    [InlineData("(4611686018427387904, 2)", "73786976294838206464")]
    [InlineData("(2305843009213693953, 1)", "18446744073709551624")]
    [InlineData("(2, 2)", "32")]
    public void A_shape_larger_than_the_file_is_refused_whatever_it_multiplies_to(string shape, string bytes)
    {
        byte[] file = NpyBytes.Of("<f8", shape, Half);
        long header = file.Length - Half.Length;
        string expected = (header + Int128.Parse(bytes, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);
        Refuses(file, "#0", $"file size: {file.Length} bytes, truncated", $"{expected} bytes for", "<f8");
    }

    [Fact]
    public void A_file_that_ends_early_anywhere_is_refused()
    {
        byte[] file = NpyBytes.Of("<f8", "(2,)", Half);
        for (int length = 0; length < file.Length; length++)
        {
            string expected = length < 128 ? "the file ends in its header" : $"file size: {length} bytes, truncated";
            Refuses(file[..length], "", expected, "allowed: ", "bytes");
        }

        Refuses([.. file, 0], "", "file size: 145 bytes, too long", "144 bytes for 1 x 2 of <f8");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Rows_out_of_range_are_named(int row)
    {
        byte[] one = NpyBytes.Of("<f8", "(2,)", Half);
        Refuses(one, "#" + row, $"row: #{row}", "allowed: #0)");
        byte[] three = NpyBytes.Of("<f8", "(3, 2)", [.. Half, .. Half, .. Half]);
        Refuses(three, "", "row: none chosen of 3", "append #0 to #2");
        Refuses(three, "#" + (row + 2), $"row: #{row + 2}", "#0 to #2");
    }

    [Theory]
    [InlineData("000000000000000000000000", "0x000000000000")]
    [InlineData("93554D50594E0100", "0x93554D50594E")]
    [InlineData("504B030414000000", "0x504B03041400")]
    [InlineData("5B302E352C302E35", "0x5B302E352C30")]
    public void Other_files_are_refused_by_their_first_bytes(string hex, string value) =>
        Refuses(Convert.FromHexString(hex), "", $"byte 0: {value}", "0x934E554D5059");

    [Theory]
    [InlineData("0000", "0.0")]
    [InlineData("0101", "1.1")]
    [InlineData("0400", "4.0")]
    [InlineData("FF00", "255.0")]
    public void Other_versions_are_named(string hex, string version)
    {
        byte[] file = NpyBytes.Of("<f8", "(2,)", Half);
        Convert.FromHexString(hex).CopyTo(file, 6);
        Refuses(file, "", $"version: {version}", "1.0, 2.0, 3.0");
    }

    [Theory]
    [InlineData("00000080", "2147483648")]
    [InlineData("FFFFFFFF", "4294967295")]
    [InlineData("00000100", "65536")]
    [InlineData("00000000", "0")]
    public void An_absurd_length_of_the_header_is_refused_unread(string hex, string value)
    {
        byte[] file = NpyBytes.Of("<f8", "(2,)", Half, major: 2);
        Convert.FromHexString(hex).CopyTo(file, 8);
        Refuses(file, "", $"header length: {value}", "1 to 65535 bytes");
    }

    [Theory]
    [InlineData("{\"shape\": (2L,), \"fortran_order\": False, \"descr\": \"<f8\"}")]
    [InlineData("{'fortran_order':False,'descr':'<f8','shape':(2)}")]
    [InlineData("\t{ 'descr' : '<f8' , 'fortran_order' : False , 'shape' : ( 2 , ) , }\r\n")]
    public void Headers_may_be_written_in_other_ways(string text) =>
        Assert.Equal([0.5, 0.5], Load(NpyBytes.WithHeader(text, Half)));

    [Theory]
    [InlineData("", "character ", "'{' here")]
    [InlineData("[1]", "character 0: \"[1]", "'{' here")]
    [InlineData("{}", "character 0: \"{}", "'descr': '<f8'")]
    [InlineData("{'descr': '<f8', 'shape': (2,)}", "character 0", "'fortran_order'")]
    [InlineData("{'descr': '<f8', 'descr': '<f8'}", "character 17: \"'descr'", "each once")]
    [InlineData("{'order': 1}", "character 1: \"'order'", "descr, fortran_order and shape")]
    [InlineData("{'descr: '<f8'}", "character 10: \"<f8'", "':' here")]
    [InlineData("{'descr': '<f8}", "character 10: \"'<f8}", "in quotes")]
    [InlineData("{descr: 1}", "character 1: \"descr", "a key in quotes")]
    [InlineData("{'descr' '<f8'}", "character 9: \"'<f8'", "':' here")]
    [InlineData("{'descr': 8}", "character 10: \"8}", "in quotes")]
    [InlineData("{'fortran_order': 0}", "character 18: \"0}", "True or False")]
    [InlineData("{'shape': 2}", "character 10: \"2}", "'(' here")]
    [InlineData("{'shape': (2,}", "shape: \"}\"", "whole numbers")]
    [InlineData("{'shape': (2", "character ", "')' here")]
    [InlineData("{'descr': '<f8' 'shape': (2,)}", "character 16: \"'shape'", "'}' here")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2,)} x", "character 56: \"x", "white space")]
    public void Headers_that_are_no_dictionary_of_an_array_are_named(string text, string place, string allowed) =>
        Refuses(NpyBytes.WithHeader(text, Half), "", place, allowed);

    [Fact]
    public void Any_mutilation_of_a_header_is_a_row_or_a_refusal() =>
        Gen.Select(Gen.Int[0, 127], Gen.Byte).Array[1, 3].Sample(
            edits =>
            {
                byte[] file = NpyBytes.Of("<f8", "(2, 2)", [.. Half, .. Half]);
                foreach ((int at, byte value) in edits)
                {
                    file[at] = value;
                }

                try
                {
                    Load(file, "#1");
                }
                catch (Distributions.BadDataException e)
                {
                    Assert.Contains("x.npy#1: ", e.Message, StringComparison.Ordinal);
                    Assert.Contains("allowed: ", e.Message, StringComparison.Ordinal);
                }
            },
            iter: 2000,
            threads: 1);

    /// <summary>16 GiB that are not there: a sparse file, of which one row is read.</summary>
    [Fact]
    public void Of_a_huge_matrix_only_the_row_is_read()
    {
        string path = folder.Write("big.npy", NpyBytes.Of("<f8", "(2048, 1048576)", []));
        using (FileStream file = File.OpenWrite(path))
        {
            file.SetLength(128 + (2048L * 1048576 * 8));
            file.Position = 128 + (1999L * 1048576 * 8) + (8 * 77);
            file.Write(NpyBytes.Doubles(1));
        }

        var row = Assert.IsType<IndexedInput>(DistributionSource.Load(path + "#1999")).Row;
        Assert.Equal((1048576, 1.0), (row.Length, row[77]));
    }

    [Fact]
    public void The_largest_alphabet_is_read_in_either_order()
    {
        double[] ones = [.. Enumerable.Repeat(1.0, 2 << 20)];
        byte[] file = NpyBytes.Of("<f8", "(2, 1048576)", NpyBytes.Doubles(ones), fortran: true);
        Assert.Equal(1 << 20, Load(file, "#1?normalize").Length);
    }

    private double[] Load(byte[] file, string rest = "") =>
        Assert.IsType<IndexedInput>(DistributionSource.Load(folder.Write("x.npy", file) + rest)).Row.Weights.ToArray();

    private void Refuses(byte[] file, string rest, params string[] parts) =>
        Refusal.Names(() => Load(file, rest), ["x.npy" + rest + ": ", "allowed: ", .. parts]);
}
