using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Coupling.Distributions;
using Coupling.Input.Tests.Npy;
using Coupling.Input.Tests.Parquet;

namespace Coupling.Input.Tests.Sequences;

public sealed class RowSequenceTests : IDisposable
{
    private static readonly double[][] Rows = [[0.5, 0.25, 0.25], [0, 1, 0], [0.25, 0.5, 0.25], [0.125, 0.125, 0.75]];

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Formats => ["npy", "fortran.npy", "csv", "header.csv", "crlf.csv", "json", "lists.parquet", "columns.parquet"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_row_of_a_file_is_read_in_any_order(string format)
    {
        string spec = Write(format, Rows);
        using var sequence = RowSequence.Open(spec);
        Assert.Equal((spec, 4, 3), (sequence.Source, sequence.Rows, sequence.AlphabetSize));
        Assert.All((int[])[0, 3, 1, 2, 2, 0], index => Assert.Equal(Rows[index], sequence.RowAt(index).Weights.ToArray()));
        Assert.All((int[])[-1, 4, int.MaxValue], index => Assert.Throws<ArgumentOutOfRangeException>(() => sequence.RowAt(index)));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_digest_is_of_all_rows_in_order(string format)
    {
        byte[] expected = SHA256.HashData(
            [.. Rows.SelectMany(row => Convert.FromHexString(Row.FromWeights([.. row], "test").Digest)), 4, 0, 0, 0, 3, 0, 0, 0]);
        Assert.Equal(Convert.ToHexStringLower(expected), DigestOf(Write(format, Rows)));
        Assert.NotEqual(DigestOf(Write(format, Rows)), DigestOf(Write(format, [Rows[1], Rows[0], .. Rows[2..]])));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_bad_row_anywhere_is_refused_on_opening(string format)
    {
        Refusal.Names(() => RowSequence.Open(Write(format, [.. Rows, [1.5, -0.25, -0.25]])), "#4: item 0: 1.5", "2.3e-308 to 1");
        Refusal.Names(() => RowSequence.Open(Write(format, [.. Rows, [0.5, 0.25, 0.125]])), "#4: sum of the weights: 0.875", "1 within 1e-9; ?normalize divides by the sum");
        Refusal.Names(() => RowSequence.Open(Write(format, [.. Rows, [0, 0, 0]]) + "?normalize"), "#4?normalize: sum of the numbers: 0");
        if (!format.EndsWith("json", StringComparison.Ordinal))
        {
            Refusal.Names(() => RowSequence.Open(Write(format, [Rows[0], [1, double.NaN, 0]])), "NaN", "2.3e-308 to 1");
            Refusal.Names(() => RowSequence.Open(Write(format, [Rows[0], [1, double.PositiveInfinity, 0]])), "nf", "2.3e-308 to 1");
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Options_hold_for_every_row(string format)
    {
        double[][] counts = [[1, 3, 0], [6, 0, 2]];
        using var normalized = RowSequence.Open(Write(format, counts) + "?normalize");
        Assert.Equal([0.25, 0.75, 0], normalized.RowAt(0).Weights.ToArray());
        Assert.Equal([0.75, 0, 0.25], normalized.RowAt(1).Weights.ToArray());
        using var logits = RowSequence.Open(Write(format, [[-1, -1, -2000], [-2000, 0, 0]]) + "?logits");
        Assert.Equal([0, 0.5, 0.5], logits.RowAt(1).Weights.ToArray());
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_row_of_a_file_is_a_sequence_of_one(string format)
    {
        using var sequence = RowSequence.Open(Write(format, [.. Rows, [7, 7, 7]]) + "#3");
        Assert.Equal(1, sequence.Rows);
        Assert.Equal(Rows[3], sequence.RowAt(0).Weights.ToArray());
        Refusal.Names(() => RowSequence.Open(Write(format, Rows) + "#4"), "row: #4", "#0 to #3");
    }

    [Theory]
    [InlineData("npy")]
    [InlineData("csv")]
    [InlineData("json")]
    public void Rows_that_were_not_kept_are_read_again_and_a_file_that_changes_is_noticed(string format)
    {
        // 2 MiB a row: not all are kept.
        const int Rows = 35;
        using var sequence = RowSequence.Open(WriteAtoms(format, [.. Enumerable.Range(0, Rows)]));
        Assert.InRange(sequence.CachedRows, 2, 32);
        Assert.All((int[])[34, 0, 32, 33, 1, 34], row => Assert.Equal(1, sequence.RowAt(row)[row]));
        int[] others = [.. Enumerable.Range(0, Rows)];
        others[2] = others[3] = 7;
        WriteAtoms(format, others);
        Refusal.Names(() => sequence.RowAt(2), "x." + format + ": row 2: other weights than when it was opened", "does not change");
        folder.Write("x." + format, "");
        Assert.Throws<BadDataException>(() => sequence.RowAt(3));
    }

    [Fact]
    public void Anything_else_is_one_row()
    {
        foreach (string spec in (string[])["uniform:4", "zipf:1,9", "inline:0.5,0.5", "dirichlet:1,5,3", "subset:0,2,5", "geometric:0.5,3"])
        {
            using var sequence = RowSequence.Open(spec);
            Assert.Equal(1, sequence.Rows);
            Row row = Assert.IsType<IndexedInput>(DistributionSource.Load(spec)).Row;
            Assert.Equal((row.Digest, row.Length), (sequence.RowAt(0).Digest, sequence.AlphabetSize));
        }
    }

    [Fact]
    public void Texts_are_refused() =>
        Refusal.Names(() => RowSequence.Open("text:" + folder.Write("a.txt", "a b")), "kind: a text", "rows of weights", "alphabet");

    [Fact]
    public void What_cannot_be_opened_is_named()
    {
        foreach (string format in (string[])["npy", "csv", "json", "parquet"])
        {
            string directory = Directory.CreateDirectory(Path.Combine(folder.Path, "dir." + format)).FullName;
            Refusal.Names(() => RowSequence.Open(Path.Combine(folder.Path, "missing." + format)), "missing." + format, "no such file");
            Refusal.Names(() => RowSequence.Open(directory), "a directory");
            Refusal.Names(() => RowSequence.Open(folder.Write("empty." + format, "")), "empty." + format, "allowed: ");
        }
    }

    [Fact]
    public void After_the_end_nothing_is_read()
    {
        var sequence = RowSequence.Open("uniform:4");
        sequence.Dispose();
        Assert.Throws<ObjectDisposedException>(() => sequence.RowAt(0));
    }

    [Fact]
    public void Ragged_rows_are_refused()
    {
        Refusal.Names(() => RowSequence.Open(folder.Write("x.csv", "0.5,0.5\n1,0\n1\n")), "line 3: 1 items", "2 items, as in line 1");
        Refusal.Names(() => RowSequence.Open(folder.Write("x.json", "[[0.5,0.5],[1]]")), "row 1: 1 items", "2 items, as in row 0");
    }

    [Fact]
    public void Decimal_commas_are_refused_in_any_row() =>
        Refusal.Names(() => RowSequence.Open(folder.Write("x.csv", "0.5,0.5,0,0\n0,5,0,5\n")), "line 2, item 1: 5", "decimal points, not commas");

    [Theory]
    [InlineData("(1048577, 1)", 1048577, "rows: more than 1048576")]
    [InlineData("(2, 2, 2)", 8, "3 dimensions")]
    [InlineData("(4611686018427387904, 2)", 4, "73786976294838206592 bytes")]
    [InlineData("(2, 2)", 3, "truncated")]
    public void Matrices_that_are_no_workload_are_refused(string shape, int numbers, string part) =>
        Refusal.Names(() => RowSequence.Open(folder.Write("x.npy", NpyBytes.Of("<f8", shape, new byte[8 * numbers]))), "x.npy", part);

    [Theory]
    [InlineData("csv", "1\n")]
    [InlineData("json", "[1],")]
    public void More_rows_than_can_be_numbered_are_refused(string format, string row)
    {
        var text = new StringBuilder(format == "json" ? "[" : "");
        for (int index = 0; index <= RowSequence.MaximumRows; index++)
        {
            text.Append(row);
        }

        Refusal.Names(() => RowSequence.Open(folder.Write("x." + format, text.ToString().TrimEnd(',') + (format == "json" ? "]" : ""))), "rows: more than 1048576");
    }

    [Fact]
    public void A_matrix_of_any_shape_is_the_same_in_Fortran_order()
    {
        var random = new Random(5);
        foreach ((int rows, int items) in ((int, int)[])[(1, 7), (7, 1), (3, 1000), (1000, 3), (700, 700), (2, 100_000), (9000, 300)])
        {
            double[][] matrix = [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, items).Select(_ => 1 + random.NextDouble()).ToArray())];
            using var c = RowSequence.Open(Write("npy", matrix) + "?normalize");
            using var fortran = RowSequence.Open(Write("fortran.npy", matrix) + "?normalize");
            Assert.Equal(c.Digest, fortran.Digest);
            int row = random.Next(rows);
            Assert.Equal(c.RowAt(row).Digest, fortran.RowAt(row).Digest);
            Assert.Equal(c.RowAt(row).Digest, Assert.IsType<IndexedInput>(DistributionSource.Load(fortran.Source.Replace("?", $"#{row}?", StringComparison.Ordinal))).Row.Digest);
        }
    }

    /// <summary>Many buffers long, and with white space of every kind around.</summary>
    [Fact]
    public void Long_JSON_is_read_row_by_row()
    {
        double[][] rows = [.. Enumerable.Range(0, 40).Select(row => Enumerable.Range(0, 5000).Select(item => (double)((row * 31) + item)).ToArray())];
        string text = " [\r\n" + string.Join("\n ,\t", rows.Select(row => "[ " + string.Join(" ,\n", row.Select(x => x.ToString("R", CultureInfo.InvariantCulture))) + "]")) + " ]\n";
        using var sequence = RowSequence.Open(folder.Write("x.json", text) + "?normalize");
        using var npy = RowSequence.Open(Write("npy", rows) + "?normalize");
        Assert.Equal(npy.Digest, sequence.Digest);
    }

    [Fact]
    public void The_place_of_an_error_far_into_JSON_is_right()
    {
        string row = "[" + string.Join(",\n", Enumerable.Repeat("1", 100_000)) + "]";
        string text = "[" + row + ",\n" + row + ",\n" + row[..^1] + ",]]";
        int place = text.Length - 2;
        Refusal.Names(() => RowSequence.Open(folder.Write("x.json", text) + "?normalize"), $"byte {place} (line 300000)", "JSON");
        using var wide = RowSequence.Open(folder.Write("x.json", "[" + new string(' ', 2 << 20) + "1]"));
        Assert.Equal((1, 1), (wide.Rows, wide.AlphabetSize));
        Refusal.Names(() => RowSequence.Open(folder.Write("x.json", "[\"" + new string('a', 2 << 20) + "\"]")), "no value ends within 1 MiB", "JSON");
    }

    [Fact]
    public void Several_threads_may_ask()
    {
        double[][] rows = [.. Enumerable.Range(0, 200).Select(row => new[] { row + 1.0, 1, 1 })];
        using var sequence = RowSequence.Open(Write("csv", rows) + "?normalize");
        string[] digests = [.. Enumerable.Range(0, 200).Select(row => sequence.RowAt(row).Digest)];
        Parallel.For(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 4 }, index => Assert.Equal(digests[index * 7 % 200], sequence.RowAt(index * 7 % 200).Digest));
    }

    private static string DigestOf(string spec)
    {
        using var sequence = RowSequence.Open(spec);
        return sequence.Digest;
    }

    private string Write(string format, double[][] rows)
    {
        string name = "x." + format;
        int n = rows[0].Length;
        return format switch
        {
            "npy" => folder.Write(name, NpyBytes.Of("<f8", $"({rows.Length}, {n})", NpyBytes.Doubles([.. rows.SelectMany(row => row)]))),
            "fortran.npy" => folder.Write(
                name, NpyBytes.Of("<f8", $"({rows.Length}, {n})", NpyBytes.Doubles([.. Enumerable.Range(0, n).SelectMany(item => rows.Select(row => row[item]))]), fortran: true)),
            "csv" => folder.Write(name, Lines(rows, "\n")),
            "header.csv" => folder.Write(name, "\uFEFF" + string.Join(',', Enumerable.Range(0, n).Select(item => $"prob_{item}")) + "\n" + Lines(rows, "\n") + "\n\n"),
            "crlf.csv" => folder.Write(name, Lines(rows, "\r\n")),
            "json" => folder.Write(name, "[" + string.Join(", ", rows.Select(row => "[" + Line(row) + "]")) + "]"),
            "lists.parquet" => folder.Write(name, ParquetBytes.Lists<double>([.. rows.Chunk(2).Select(group => group.Select(Nullable).ToArray())])),
            "columns.parquet" => folder.Write(
                name, ParquetBytes.Columns<double>([.. Enumerable.Range(0, n).Select(item => $"p{item}")], [.. rows.Chunk(3).Select(group => group.Select(Nullable).ToArray())])),
            _ => throw new ArgumentException(format, nameof(format)),
        };
    }

    // Row t is one item of 2^18. Every file of as many rows has as many bytes.
    private string WriteAtoms(string format, int[] items)
    {
        const int Items = 1 << 18;
        string zeros = string.Concat(Enumerable.Repeat("0,", Items - 1)) + "0";
        IEnumerable<string> rows = items.Select(item => zeros.Remove(2 * item, 1).Insert(2 * item, "1"));
        if (format != "npy")
        {
            return folder.Write("x." + format, format == "csv" ? string.Join('\n', rows) : "[[" + string.Join("],\n[", rows) + "]]");
        }

        double[] numbers = new double[items.Length * Items];
        for (int row = 0; row < items.Length; row++)
        {
            numbers[(row * Items) + items[row]] = 1;
        }

        return folder.Write("x.npy", NpyBytes.Of("<f8", $"({items.Length}, {Items})", NpyBytes.Doubles(numbers)));
    }

    private static double?[] Nullable(double[] row) => [.. row.Select(value => (double?)value)];

    private static string Lines(double[][] rows, string end) => string.Concat(rows.Select(row => Line(row) + end));

    private static string Line(double[] row) => string.Join(',', row.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
}
