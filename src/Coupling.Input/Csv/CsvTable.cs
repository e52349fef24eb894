using System.Globalization;
using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>
/// The rows of a CSV file, one after another: a row per line, commas between its items, no quotes. A first line without numbers is a
/// header. Blank lines may stand at the end only.
/// </summary>
/// <remarks>Memory holds one row.</remarks>
internal sealed class CsvTable
{
    private readonly CsvLines lines;
    private readonly string source;
    private readonly NumberKind kind;
    private readonly List<double> numbers = [];
    private int? rowLength;
    private long firstLine;
    private long blankLine;
    private bool hasHeader;

    // Whether the row has digits only, and the place of its first number above 1: signs of decimal commas.
    private bool onlyDigits;
    private (string Place, double Value)? aboveOne;

    /// <param name="stream">At the place.</param>
    /// <param name="source">Named in errors.</param>
    /// <param name="kind">What the numbers are; they are not yet held against its range.</param>
    /// <param name="start">The beginning of a line.</param>
    public CsvTable(Stream stream, string source, NumberKind kind, CsvPlace start)
    {
        lines = new CsvLines(stream, source, start);
        this.source = source;
        this.kind = kind;
    }

    /// <summary>The numbers of the last row; valid until the next is read.</summary>
    public IReadOnlyList<double> Numbers => numbers;

    /// <summary>How many rows have been read.</summary>
    public long Count { get; private set; }

    /// <summary>Where the last row's line begins.</summary>
    public CsvPlace RowStart { get; private set; }

    /// <summary>Reads the next row; false at the end of the file.</summary>
    /// <exception cref="BadDataException">There is no row at all, or this is none.</exception>
    public bool TryRead()
    {
        while (lines.TryRead())
        {
            if (TryReadLine())
            {
                Count++;
                return true;
            }
        }

        return Count > 0
            ? false
            : throw Bad("rows", hasHeader ? "0 below the header" : "0", "at least one line of numbers");
    }

    /// <summary>"0,5,0,5" is four fields; they can be counts, but not weights. Null if the last row does not look like that.</summary>
    public BadDataException? DecimalCommas() =>
        kind == NumberKind.Weights && onlyDigits && aboveOne is (string place, double value)
            ? Bad(
                place,
                value.ToString(CultureInfo.InvariantCulture),
                $"{kind.Allowed()}; decimal points, not commas; counts with ?normalize")
            : null;

    // The reader stands on the line's first field. False if the line is no row.
    private bool TryReadLine()
    {
        if (lines.EndsLine && lines.Field.IsEmpty)
        {
            blankLine = blankLine == 0 ? lines.Line : blankLine;
            return false;
        }

        if (blankLine > 0)
        {
            throw Bad(Line(blankLine), "blank", "blank lines at the end only");
        }

        if (lines.Line == 1 && CsvField.IsName(lines.Field))
        {
            ReadHeader();
            return false;
        }

        ReadRow();
        return true;
    }

    private void ReadRow()
    {
        RowStart = lines.LineStart;
        numbers.Clear();
        onlyDigits = true;
        aboveOne = null;
        do
        {
            Take(Number());
            if (numbers.Count > Row.MaximumLength)
            {
                throw Bad(Line(lines.Line), "more than 1048576 items", "1 to 1048576 items");
            }
        }
        while (!lines.EndsLine && lines.TryRead());

        CheckLength(numbers.Count);
    }

    private void ReadHeader()
    {
        hasHeader = true;
        do
        {
            if (!CsvField.IsName(lines.Field) || lines.Field.Contains('"'))
            {
                throw Bad(
                    lines.Place,
                    Quotation.Of(lines.Field),
                    "a header of names without quotes, or a row of numbers; not both in one line");
            }

            if (lines.Field.IsEmpty)
            {
                // Read as an item, such a column would be a weight: 0 in the first row, where it would not show.
                throw Bad(lines.Place, "no name", "a name for every column; columns of row numbers or names are not read");
            }
        }
        while (!lines.EndsLine && lines.TryRead());

        CheckLength(lines.Column + 1);
    }

    private double Number()
    {
        if (!CsvField.TryNumber(lines.Field, out double value))
        {
            throw Bad(lines.Place, Quotation.Of(lines.Field), CsvField.Advice(lines.Field));
        }

        bool possible = double.IsFinite(value) || (double.IsNegativeInfinity(value) && kind == NumberKind.Logits);
        return possible ? value : throw Bad(lines.Place, lines.Field.ToString(), kind.Allowed());
    }

    private void Take(double value)
    {
        numbers.Add(value);
        onlyDigits = onlyDigits && !lines.Field.ContainsAnyExceptInRange('0', '9');
        if (value > 1 && aboveOne is null)
        {
            aboveOne = (lines.Place, value);
        }
    }

    private void CheckLength(int count)
    {
        if (rowLength is null)
        {
            rowLength = count;
            firstLine = lines.Line;
        }
        else if (rowLength != count)
        {
            throw Bad(
                Line(lines.Line),
                string.Create(CultureInfo.InvariantCulture, $"{count} items"),
                string.Create(CultureInfo.InvariantCulture, $"{rowLength} items, as in line {firstLine}"));
        }
    }

    private static string Line(long line) => string.Create(CultureInfo.InvariantCulture, $"line {line}");

    private BadDataException Bad(string place, string value, string allowed) => new(source, place, value, allowed);
}
