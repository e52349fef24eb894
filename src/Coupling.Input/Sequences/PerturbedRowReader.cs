using System.Globalization;
using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>The rows of <c>perturb:</c>, computed from those of another workload whenever they are asked for.</summary>
internal sealed class PerturbedRowReader : RowReader
{
    private readonly PerturbSpec spec;
    private readonly string source;
    private readonly RowSequence of;
    private readonly int rows;

    // Of the row of the last call: with one row to drift away from, the direction is computed once.
    private (Row From, Drift Drift)? last;

    public PerturbedRowReader(PerturbSpec spec, string source)
    {
        if (Math.Min(spec.From, spec.To) is < 0 and double negative)
        {
            throw new BadDataException(source, "TV", negative.ToString(CultureInfo.InvariantCulture), "0 to 1");
        }

        this.spec = spec;
        this.source = source;
        of = RowSequence.Open(spec.Of);
        rows = spec.Rows ?? of.Rows;
        try
        {
            RowSequence.CheckRows(rows, source);
            if (of.Rows > 1 && of.Rows != rows)
            {
                throw new BadDataException(
                    source,
                    "rows",
                    rows.ToString(CultureInfo.InvariantCulture),
                    string.Create(CultureInfo.InvariantCulture, $"{of.Rows}, as many as {of.Source} has"));
            }
        }
        catch
        {
            of.Dispose();
            throw;
        }
    }

    public override void ReadAll(Action<Row> take)
    {
        for (int index = 0; index < rows; index++)
        {
            take(Read(index));
        }
    }

    public override Row Read(int index)
    {
        Row from = of.RowAt(of.Rows == 1 ? 0 : index);
        if (last is not { } known || !ReferenceEquals(known.From, from))
        {
            string name = of.Rows == 1 ? source : string.Create(CultureInfo.InvariantCulture, $"{source}: row {index}");
            known = (from, new Drift(from, Math.Max(spec.From, spec.To), spec.Seed, name));
            last = known;
        }

        return known.Drift.At(DistanceAt(index));
    }

    public override void Dispose() => of.Dispose();

    // Exact at both ends.
    private double DistanceAt(int index) =>
        index == 0 ? spec.From
        : index == rows - 1 ? spec.To
        : Math.Min(Math.Max(spec.From, spec.To), spec.From + ((spec.To - spec.From) * index / (rows - 1)));
}
