using System.Globalization;
using Coupling.Distributions;
using Parquet;
using Parquet.Schema;

namespace Coupling.Input.Tests.Parquet;

public sealed class ParquetRowsTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("#0", "0.5 0.25 0.25")]
    [InlineData("#1", "0 1 0")]
    [InlineData("#2", "0.25 0.5 0.25")]
    public void A_row_is_read_from_either_layout(string row, string weights)
    {
        byte[] lists = ParquetBytes.Lists<double>([[0.5, 0.25, 0.25], [0.0, 1.0, 0.0]], [[0.25, 0.5, 0.25]]);
        byte[] columns = ParquetBytes.Columns<double>(["a", "b", "c"], [[0.5, 0.25, 0.25], [0.0, 1.0, 0.0]], [[0.25, 0.5, 0.25]]);
        foreach (byte[] file in (byte[][])[lists, columns])
        {
            Assert.Equal(Numbers(weights), Load(file, row));
            Assert.Equal(Numbers(weights), Load(file, row + "?normalize"));
        }
    }

    [Fact]
    public void Every_type_of_numbers_is_read()
    {
        Assert.Equal([0.75, 0.25], Load(ParquetBytes.Lists<float>([[0.75f, 0.25f]])));
        Assert.Equal([0.5, 0.5], Load(ParquetBytes.Lists<float>([[-1e30f, -1e30f]]), "?logits"));
        Counts<sbyte>(3, 1);
        Counts<short>(3, 1);
        Counts<int>(3, 1);
        Counts<long>(3, 1);
        Counts<byte>(3, 1);
        Counts<ushort>(3, 1);
        Counts<uint>(3, 1);
        Counts<ulong>(3, 1);
    }

    [Fact]
    public void Single_precision_is_read_exactly() =>
        Assert.Equal([(double)0.1f / ((double)0.1f + 0.9f), 0.9f / ((double)0.1f + 0.9f)], Load(ParquetBytes.Lists<float>([[0.1f, 0.9f]]), "?normalize"));

    [Fact]
    public void A_column_that_cannot_hold_nulls_is_read()
    {
        var schema = new ParquetSchema(new DataField<double>("a", nullable: false), new DataField<double>("b", nullable: false));
        byte[] file = ParquetBytes.Write(schema, 1, async (_, writer) =>
        {
            await writer.WriteAsync<double>(schema.DataFields[0], new double[] { 1, 0 });
            await writer.WriteAsync<double>(schema.DataFields[1], new double[] { 0, 1 });
        });
        Assert.Equal([0.0, 1.0], Load(file, "#1"));
    }

    [Fact]
    public void What_is_not_a_row_is_named_with_its_place()
    {
        byte[] two = ParquetBytes.Lists<double>([[1.0, 0.0], [0.5, 0.4]]);
        Refused(two, "", "row: none chosen of 2", "#0 to #1");
        Refused(two, "#2", "row: #2", "#0 to #1");
        Refused(two, "#1", "sum of the weights: 0.9", "?normalize");
        Refused(ParquetBytes.Lists<double>([[1.0, double.NaN]]), "", "item 1: NaN", "2.3e-308 to 1");
        Refused(ParquetBytes.Lists<double>([[1.0, null]]), "", "row 0, item 1: null", "numbers in every row");
        Refused(ParquetBytes.Lists<double>([[1.0], [null, 1.0]]), "#0", "row 1, item 0: null", "numbers in every row");
        Refused(ParquetBytes.Lists<double>([[1.0], null]), "#0", "row 1: null, or an empty list", "numbers in every row");
        Refused(ParquetBytes.Lists<double>([[1.0], []]), "#0", "row 1: null, or an empty list", "numbers in every row");
        Refused(ParquetBytes.Lists<double>([[1.0], [0.5, 0.5]]), "#0", "row 1: 2 items", "1 items, as in the rows before it");
        Refused(ParquetBytes.Columns<double>(["a", "b"], [[1.0, 0.0], [1.0, null]]), "#0", "row 1, column \"b\": null", "a number in every row");
        Refused(ParquetBytes.Columns<int>(["a", "b"], [[1, 0]]), "", "column \"a\": int32", "integers with ?normalize");
        Refused(ParquetBytes.Lists<long>([[1]]), "", "column \"weights\": int64", "integers with ?normalize");
        Refused(ParquetBytes.Columns<bool>(["a"], [[true]]), "?normalize", "column \"a\": bool", "float, double");
        Refused(ParquetBytes.Columns<decimal>(["a"], [[1m]]), "?normalize", "column \"a\": decimal", "float, double");
        Refused(ParquetBytes.Columns<long>(["a", "__index_level_0__"], [[1, 0]]), "?normalize", "column \"__index_level_0__\"", "index=False");
    }

    [Fact]
    public void Other_columns_are_named()
    {
        var text = new ParquetSchema(new DataField<double>("p"), new DataField<string>("name"));
        byte[] file = ParquetBytes.Write(text, 1, async (_, writer) =>
        {
            await writer.WriteAsync<double>(text.DataFields[0], new double[] { 1 });
            await writer.WriteAsync(text.DataFields[1], (IReadOnlyCollection<string>)["a"]);
        });
        Refused(file, "", "column \"name\": text", "float, double");

        var beside = new ParquetSchema(new ListField("weights", new DataField<double>("element")), new DataField<double>("p"));
        byte[] both = ParquetBytes.Write(beside, 1, async (_, writer) =>
        {
            await writer.WriteAllPartsAsync<double>(beside.DataFields[0], new double[] { 1 }, new int[] { beside.DataFields[0].MaxDefinitionLevel }, new int[] { 0 }, default);
            await writer.WriteAsync<double>(beside.DataFields[1], new double[] { 1 });
        });
        Refused(both, "", "column \"weights\": a list, beside other columns", "one column that is a list of numbers");
    }

    [Fact]
    public void Files_of_another_kind_are_refused_by_their_bytes()
    {
        Refused([], "", "byte 0", "\"PAR1\"");
        Refused("PK\u0003\u0004"u8.ToArray(), "", "byte 0: 0x504B0304", "\"PAR1\"");
        Refused("PAR1"u8.ToArray(), "", "file size: 4 bytes", "whole");
        byte[] good = ParquetBytes.Lists<double>([[1.0, 0.0]]);
        byte[] absurd = [.. good[..^8], 0xFF, 0xFF, 0xFF, 0xFF, .. "PAR1"u8];
        Refused(absurd, "", "length of the metadata: 4294967295 bytes", "1 to ");
    }

    [Fact]
    public void A_file_that_ends_early_anywhere_is_refused()
    {
        byte[] good = ParquetBytes.Lists<double>([[0.5, 0.5], [1.0, 0.0]]);
        Assert.Equal([1.0, 0.0], Load(good, "#1"));
        for (int length = 0; length < good.Length; length++)
        {
            byte[] cut = good[..length];
            Refusal.Names(() => Load(cut, "#1"), "x.parquet#1: ", "allowed: ");
        }
    }

    /// <summary>Found by changing single bytes: skipping a list of many values that take no bytes, the library read on without end.</summary>
    [Fact]
    public void A_list_longer_than_the_metadata_is_refused()
    {
        byte[] good = ParquetBytes.Lists<double>([[0.5, 0.5]]);
        int root = good.AsSpan().IndexOf("root"u8);
        byte[] longer = [.. good];
        // …19 (a list) 4C (of 4 structures) 48 04 "root": now of 2^28, as the next bytes say.
        longer[root - 3] = 0xFC;
        Refused(longer, "", "metadata, byte ", "whole");
    }

    [Fact]
    public void A_row_group_that_does_not_fit_is_refused_unread()
    {
        const int Items = 1 << 12;
        const int Rows = (1 << 12) + 1;
        var schema = new ParquetSchema(new ListField("weights", new DataField<float>("element", nullable: false)));
        DataField field = schema.DataFields[0];
        byte[] file = ParquetBytes.Write(schema, 1, (_, writer) =>
        {
            int[] repetitions = [.. Enumerable.Range(0, Items * Rows).Select(place => place % Items == 0 ? 0 : 1)];
            int[] definitions = new int[Items * Rows];
            Array.Fill(definitions, field.MaxDefinitionLevel);
            return writer.WriteAllPartsAsync<float>(field, new float[Items * Rows], definitions, repetitions, default);
        });
        Refused(file, "#0", "row group 0: 16781312 numbers", "row groups of 4096 rows or fewer");
    }

    /// <summary>The seed is one with which the library comes to an end: about one damaged file in 10,000 takes its minute.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Any_damage_is_a_row_or_a_refusal(bool lists)
    {
        byte[] good = lists
            ? ParquetBytes.Lists<float>([[0.5f, 0.5f], [1f, 0f]], [[0f, 1f]])
            : ParquetBytes.Columns<float>(["a", "b"], [[0.5f, 0.5f], [1f, 0f]], [[0f, 1f]]);
        var random = new Random(20240809);
        for (int trial = 0; trial < 400; trial++)
        {
            byte[] damaged = [.. good];
            for (int change = 0; change <= trial % 3; change++)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                Load(damaged, "#1");
            }
            catch (BadDataException e)
            {
                Assert.Contains("allowed: ", e.Message, StringComparison.Ordinal);
            }
        }
    }

    private void Counts<T>(T three, T one)
        where T : struct
    {
        Assert.Equal([0.75, 0.25], Load(ParquetBytes.Lists<T>([[three, one]]), "?normalize"));
        Assert.Equal([0.75, 0.25], Load(ParquetBytes.Columns<T>(["a", "b"], [[three, one]]), "?normalize"));
    }

    private void Refused(byte[] file, string rest, params string[] parts) =>
        Refusal.Names(() => Load(file, rest), ["x.parquet" + rest + ": ", .. parts]);

    private double[] Load(byte[] file, string rest = "") =>
        Assert.IsType<IndexedInput>(DistributionSource.Load(folder.Write("x.parquet", file) + rest)).Row.Weights.ToArray();

    private static double[] Numbers(string text) => [.. text.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
}
