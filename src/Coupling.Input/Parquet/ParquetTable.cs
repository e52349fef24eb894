using System.Globalization;
using Coupling.Distributions;
using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace Coupling.Input;

/// <summary>
/// The rows of a Parquet file: either one column whose values are lists of numbers, or columns of numbers only, one per item. A row
/// group is decoded as a whole, and the last one is kept.
/// </summary>
/// <remarks>Not for several threads. The stream must outlive this.</remarks>
internal sealed class ParquetTable
{
    /// <summary>Of one row group: 128 MiB as binary64. What a file says to hold more is refused before it is decoded.</summary>
    public const long LargestGroup = 1L << 24;

    /// <summary>How long the library may take for one step, which is seconds; some damaged files it would read without end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private const string Layouts = "one column that is a list of numbers, or columns of numbers only";

    private readonly string source;
    private readonly NumberKind kind;
    private readonly ParquetReader reader;
    private readonly DataField[] fields;
    private readonly bool isList;
    private readonly long[] groupStarts;

    private int currentGroup = -1;
    private double[] current = [];
    private int? length;

    /// <summary>Reads the metadata.</summary>
    /// <param name="stream">Seekable.</param>
    /// <param name="source">Named in errors.</param>
    /// <param name="kind">What the numbers are; they are not yet held against its range.</param>
    public ParquetTable(Stream stream, string source, NumberKind kind)
    {
        this.source = source;
        this.kind = kind;
        ParquetFooter.Check(stream, source);
        stream.Seek(0, SeekOrigin.Begin);
        reader = Wait("metadata", () => ParquetReader.CreateAsync(stream, leaveStreamOpen: true));
        (fields, isList) = Guard("metadata", () => Layout(reader.Schema));
        groupStarts = Guard("metadata", GroupStarts);
    }

    /// <summary>At least 1.</summary>
    public long Rows => groupStarts[^1];

    /// <summary>The numbers of a row, 0..<see cref="Rows"/> − 1.</summary>
    public double[] ReadRow(long row)
    {
        int group = Array.FindLastIndex(groupStarts, start => start <= row);
        if (group != currentGroup)
        {
            currentGroup = -1;
            current = [];
            current = Guard(Group(group), () => isList ? ReadLists(group) : ReadColumns(group));
            currentGroup = group;
        }

        int n = length!.Value;
        return current.AsSpan((int)(row - groupStarts[group]) * n, n).ToArray();
    }

    private (DataField[] Fields, bool IsList) Layout(ParquetSchema schema)
    {
        if (schema.Fields is [ListField { Item: DataField item }] && item.MaxRepetitionLevel == 1)
        {
            return ([CheckType(item)], true);
        }

        if (schema.Fields is [DataField { IsArray: true } array])
        {
            return ([CheckType(array)], true);
        }

        if (schema.Fields.Count is 0 or > Row.MaximumLength)
        {
            throw Bad("columns", schema.Fields.Count.ToString(CultureInfo.InvariantCulture), "1 to 1048576: " + Layouts);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (Field field in schema.Fields)
        {
            if (field is not DataField { IsArray: false })
            {
                throw Bad(Column(field), field is ListField ? "a list, beside other columns or of more than numbers" : "a structure", Layouts);
            }

            if (field.Name == "__index_level_0__")
            {
                throw Bad(Column(field), "the index of a data frame", Layouts + "; pandas leaves it out with index=False");
            }

            if (!names.Add(field.Name))
            {
                throw Bad(Column(field), "there twice", "each name once");
            }

            CheckType((DataField)field);
        }

        return ([.. schema.Fields.Cast<DataField>()], false);
    }

    private DataField CheckType(DataField field)
    {
        Type type = field.ClrType;
        bool real = type == typeof(float) || type == typeof(double);
        bool whole = type == typeof(sbyte) || type == typeof(short) || type == typeof(int) || type == typeof(long)
            || type == typeof(byte) || type == typeof(ushort) || type == typeof(uint) || type == typeof(ulong);
        return real || (whole && kind == NumberKind.Masses)
            ? field
            : throw Bad(Column(field), TypeName(type), "float, double; integers with ?normalize");
    }

    private long[] GroupStarts()
    {
        var starts = new long[reader.RowGroupCount + 1];
        for (int group = 0; group < reader.RowGroupCount; group++)
        {
            long rows = reader.RowGroups[group].RowCount;
            starts[group + 1] = rows is >= 0 and <= int.MaxValue
                ? starts[group] + rows
                : throw Bad(Group(group), RowCount(rows), "0 to 2147483647 rows");
        }

        return starts[^1] > 0 ? starts : throw Bad("rows", "0", "at least one");
    }

    private double[] ReadColumns(int group)
    {
        ParquetRowGroupReader columns = reader.RowGroups[group];
        int rows = (int)columns.RowCount;
        int n = fields.Length;
        CheckGroup(group, (long)rows * n, n);
        length = n;
        double[] block = new double[rows * n];
        for (int item = 0; item < n; item++)
        {
            DataField field = fields[item];
            if (Numbers(columns, field, group) != rows)
            {
                throw Bad($"{Group(group)}, {Column(field)}", "another number of values", RowCount(rows));
            }

            using RawColumnData data = Wait(Group(group), () => columns.ReadRawColumnDataBaseAsync(field).AsTask());
            CheckPresent(data, field, rows, groupStarts[group]);
            Copy(data, block.AsSpan(item), rows, n, group);
        }

        return block;
    }

    private double[] ReadLists(int group)
    {
        ParquetRowGroupReader columns = reader.RowGroups[group];
        DataField field = fields[0];
        int rows = (int)columns.RowCount;
        long numbers = Numbers(columns, field, group);
        CheckGroup(group, numbers, Math.Max(1, numbers / Math.Max(1, rows)));
        using RawColumnData data = Wait(Group(group), () => columns.ReadRawColumnDataBaseAsync(field).AsTask());
        CheckLists(data, field, group, rows, (int)numbers);
        double[] block = new double[numbers];
        Copy(data, block, (int)numbers, step: 1, group);
        return block;
    }

    private long Numbers(ParquetRowGroupReader columns, DataField field, int group)
    {
        long? numbers = columns.GetMetadata(field)?.MetaData?.NumValues;
        return numbers is >= 0 ? numbers.Value : throw Bad($"{Group(group)}, {Column(field)}", "no number of values", "a Parquet file that is whole");
    }

    private void CheckGroup(int group, long numbers, long perRow)
    {
        if (numbers > LargestGroup)
        {
            throw Bad(
                Group(group),
                string.Create(CultureInfo.InvariantCulture, $"{numbers} numbers"),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"at most {LargestGroup} in a row group: write row groups of {Math.Max(1, LargestGroup / perRow)} rows or fewer"));
        }
    }

    private void CheckPresent(RawColumnData data, DataField field, int rows, long firstRow)
    {
        if (field.MaxDefinitionLevel == 0)
        {
            return;
        }

        int absent = data.DefinitionLevels[..rows].IndexOfAnyExcept(field.MaxDefinitionLevel);
        if (absent >= 0)
        {
            throw Bad(string.Create(CultureInfo.InvariantCulture, $"row {firstRow + absent}, {Column(field)}"), "null", "a number in every row");
        }
    }

    /// <summary>Every row is a list of one length without nulls: then the values are the rows, end to end.</summary>
    private void CheckLists(RawColumnData data, DataField field, int group, int rows, int numbers)
    {
        ReadOnlySpan<int> repetitions = data.RepetitionLevels[..numbers];
        ReadOnlySpan<int> definitions = data.DefinitionLevels[..numbers];
        int row = -1;
        int start = 0;
        for (int place = 0; place < numbers; place++)
        {
            if (repetitions[place] == 0)
            {
                EndList(group, row, place - start);
                row++;
                start = place;
            }

            if (row < 0)
            {
                throw Bad(Group(group), "begins within a list", "a Parquet file that is whole");
            }

            if (definitions[place] != field.MaxDefinitionLevel)
            {
                bool within = place > start || (place + 1 < numbers && repetitions[place + 1] != 0);
                string item = within ? string.Create(CultureInfo.InvariantCulture, $", item {place - start}") : "";
                throw Bad(RowPlace(group, row) + item, within ? "null" : "null, or an empty list", "numbers in every row, 1 to 1048576 of them");
            }
        }

        EndList(group, row, numbers - start);
        if (row + 1 != rows)
        {
            throw Bad(Group(group), RowCount(row + 1), $"{RowCount(rows)}, as the metadata says");
        }
    }

    private void EndList(int group, int row, int items)
    {
        if (row < 0)
        {
            return;
        }

        if (items > Row.MaximumLength)
        {
            throw Bad(RowPlace(group, row), "more than 1048576 items", "1 to 1048576 items");
        }

        length ??= items;
        if (length != items)
        {
            throw Bad(
                RowPlace(group, row),
                string.Create(CultureInfo.InvariantCulture, $"{items} items"),
                string.Create(CultureInfo.InvariantCulture, $"{length} items, as in the rows before it"));
        }
    }

    private void Copy(RawColumnData data, Span<double> to, int count, int step, int group)
    {
        switch (data)
        {
            case RawColumnData<double> typed: Copy(typed.Values, to, count, step, value => value, group); break;
            case RawColumnData<float> typed: Copy(typed.Values, to, count, step, value => value, group); break;
            case RawColumnData<sbyte> typed: Copy(typed.Values, to, count, step, value => value, group); break;
            case RawColumnData<short> typed: Copy(typed.Values, to, count, step, value => value, group); break;
            case RawColumnData<int> typed: Copy(typed.Values, to, count, step, value => value, group); break;
            case RawColumnData<long> typed: Copy(typed.Values, to, count, step, value => value, group); break;
            case RawColumnData<byte> typed: Copy(typed.Values, to, count, step, value => value, group); break;
            case RawColumnData<ushort> typed: Copy(typed.Values, to, count, step, value => value, group); break;
            case RawColumnData<uint> typed: Copy(typed.Values, to, count, step, value => value, group); break;
            case RawColumnData<ulong> typed: Copy(typed.Values, to, count, step, value => value, group); break;
            default: throw Bad(Group(group), data.GetType().Name, "float, double; integers with ?normalize");
        }
    }

    private void Copy<T>(ReadOnlySpan<T> values, Span<double> to, int count, int step, Func<T, double> convert, int group)
    {
        if (values.Length < count)
        {
            throw Bad(
                Group(group),
                string.Create(CultureInfo.InvariantCulture, $"{values.Length} values"),
                string.Create(CultureInfo.InvariantCulture, $"{count}, as the metadata says"));
        }

        for (int index = 0; index < count; index++)
        {
            to[index * step] = convert(values[index]);
        }
    }

    /// <summary>Waits for the library, but not for ever; a step without end is left behind on its thread.</summary>
    private T Wait<T>(string place, Func<Task<T>> work) => Guard(place, () =>
    {
        Task<T> running = Task.Run(work);
        return running.Wait(Patience)
            ? running.GetAwaiter().GetResult()
            : throw Bad(place, "no end of reading after a minute: damaged", "a Parquet file that is whole");
    });

    /// <summary>Whatever the library throws on a damaged file becomes a message about the file.</summary>
    private T Guard<T>(string place, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not BadDataException)
        {
            Exception cause = e is AggregateException { InnerException: { } inner } ? inner : e;
            throw new BadDataException($"{source}: {place}: {Quotation.Of(cause.Message)} (allowed: a Parquet file that is whole)", cause);
        }
    }

    private static string TypeName(Type type) => type == typeof(ReadOnlyMemory<char>) || type == typeof(string) ? "text"
        : type == typeof(bool) ? "bool"
        : type == typeof(ReadOnlyMemory<byte>) || type == typeof(byte[]) ? "bytes"
        : type.Name.ToLowerInvariant();

    private static string Column(Field field) => $"column {Quotation.Of(field.Path.Length == 0 ? field.Name : field.Path.FirstPart!)}";

    private static string Group(int group) => string.Create(CultureInfo.InvariantCulture, $"row group {group}");

    private static string RowCount(long rows) => string.Create(CultureInfo.InvariantCulture, $"{rows} rows");

    private string RowPlace(int group, int row) => string.Create(CultureInfo.InvariantCulture, $"row {groupStarts[group] + row}");

    private BadDataException Bad(string place, string value, string allowed) => new(source, place, value, allowed);
}
