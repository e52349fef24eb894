using Parquet;
using Parquet.Schema;

namespace Coupling.Input.Tests.Parquet;

/// <summary>Parquet files as data frames are written: columns may hold nulls, whether they do or not.</summary>
internal static class ParquetBytes
{
    /// <summary>One column of lists.</summary>
    /// <param name="groups">Row groups of rows of items; null for a null item, and a null row for a null list.</param>
    public static byte[] Lists<T>(params T?[]?[][] groups)
        where T : struct
    {
        var schema = new ParquetSchema(new ListField("weights", new DataField<T>("element", nullable: true)));
        return Write(schema, groups.Length, async (group, writer) =>
        {
            var values = new List<T>();
            var definitions = new List<int>();
            var repetitions = new List<int>();
            foreach (T?[]? row in groups[group])
            {
                if (row is null or [])
                {
                    definitions.Add(row is null ? 0 : 1);
                    repetitions.Add(0);
                    continue;
                }

                repetitions.AddRange(row.Select((_, item) => item == 0 ? 0 : 1));
                definitions.AddRange(row.Select(value => value is null ? 2 : 3));
                values.AddRange(row.Where(value => value is not null).Select(value => value!.Value));
            }

            await writer.WriteAllPartsAsync<T>(schema.DataFields[0], values.ToArray(), definitions.ToArray(), repetitions.ToArray(), default);
        });
    }

    /// <summary>A column per item.</summary>
    /// <param name="names">Of the columns.</param>
    /// <param name="groups">Row groups of rows of values; null for a null.</param>
    public static byte[] Columns<T>(string[] names, params T?[][][] groups)
        where T : struct
    {
        var schema = new ParquetSchema(names.Select(name => new DataField<T>(name, nullable: true)));
        return Write(schema, groups.Length, async (group, writer) =>
        {
            for (int column = 0; column < names.Length; column++)
            {
                await writer.WriteAsync<T>(schema.DataFields[column], groups[group].Select(row => row[column]).ToArray());
            }
        });
    }

    public static byte[] Write(ParquetSchema schema, int groups, Func<int, ParquetRowGroupWriter, Task> write)
    {
        using var stream = new MemoryStream();
        WriteAsync(schema, groups, write, stream).GetAwaiter().GetResult();
        return stream.ToArray();
    }

    private static async Task WriteAsync(ParquetSchema schema, int groups, Func<int, ParquetRowGroupWriter, Task> write, Stream stream)
    {
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream);
        for (int group = 0; group < groups; group++)
        {
            using ParquetRowGroupWriter rows = writer.CreateRowGroup();
            await write(group, rows);
            rows.CompleteValidate();
        }
    }
}
