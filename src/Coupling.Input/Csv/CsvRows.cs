using System.Globalization;
using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>
/// Numbers from CSV: a row per line, commas between its items, no quotes. A first line without numbers is a header. Blank
/// lines may stand at the end only.
/// </summary>
/// <remarks>Streams: every row is checked for form, only the chosen one is kept.</remarks>
internal sealed class CsvRows
{
    private readonly CsvLines lines;
    private readonly string source;
    private readonly long wanted;
    private readonly NumberKind kind;
    private readonly List<double> kept = [];
    private long rows;
    private int? rowLength;
    private long firstLine;
    private long blankLine;
    private bool hasHeader;

    // Whether the chosen row has digits only, and the place of its first number above 1: signs of decimal commas.
    private bool onlyDigits = true;
    private (string Place, double Value)? aboveOne;

    private CsvRows(Stream stream, string source, long wanted, NumberKind kind)
    {
        lines = new CsvLines(stream, source);
        this.source = source;
        this.wanted = wanted;
        this.kind = kind;
    }

    /// <param name="stream">At its start.</param>
    /// <param name="source">Named in errors.</param>
    /// <param name="row">0-based, the header not counted; null for the only row.</param>
    /// <param name="kind">What the numbers are; they are not yet held against its range.</param>
    public static double[] Read(Stream stream, string source, int? row, NumberKind kind)
    {
        var csv = new CsvRows(stream, source, row ?? 0, kind);
        while (csv.lines.TryRead())
        {
            csv.ReadLine();
        }

        if (csv.rows == 0)
        {
            throw new BadDataException(
                source, "rows", csv.hasHeader ? "0 below the header" : "0", "at least one line of numbers");
        }

        RowChoice.Check(row, csv.rows, source);
        csv.RefuseDecimalCommas();
        return [.. csv.kept];
    }

    // The reader stands on the line's first field.
    private void ReadLine()
    {
        if (lines.EndsLine && lines.Field.IsEmpty)
        {
            blankLine = blankLine == 0 ? lines.Line : blankLine;
            return;
        }

        if (blankLine > 0)
        {
            throw Bad(Line(blankLine), "blank", "blank lines at the end only");
        }

        if (lines.Line == 1 && CsvField.IsName(lines.Field))
        {
            ReadHeader();
            return;
        }

        int count = 0;
        do
        {
            Take(Number());
            count++;
            if (count > Row.MaximumLength)
            {
                throw Bad(Line(lines.Line), "more than 1048576 items", "1 to 1048576 items");
            }
        }
        while (!lines.EndsLine && lines.TryRead());

        CheckLength(count);
        rows++;
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
        if (rows != wanted)
        {
            return;
        }

        kept.Add(value);
        onlyDigits &= !lines.Field.ContainsAnyExceptInRange('0', '9');
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

    // "0,5,0,5" is four fields; they can be counts, but not weights.
    private void RefuseDecimalCommas()
    {
        if (kind == NumberKind.Weights && onlyDigits && aboveOne is (string place, double value))
        {
            throw Bad(
                place,
                value.ToString(CultureInfo.InvariantCulture),
                $"{kind.Allowed()}; decimal points, not commas; counts with ?normalize");
        }
    }

    private static string Line(long line) => string.Create(CultureInfo.InvariantCulture, $"line {line}");

    private BadDataException Bad(string place, string value, string allowed) => new(source, place, value, allowed);
}
