using System.Diagnostics;
using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>From a SPEC to its data: the only place that does the reading.</summary>
public static class DistributionSource
{
    /// <summary>Parses and loads.</summary>
    /// <exception cref="BadDataException">The SPEC or what it names cannot be used.</exception>
    public static LoadedInput Load(string spec) => Load(DistributionSpec.Parse(spec), spec);

    /// <summary>Reads the file or computes the weights; checks all of them.</summary>
    /// <exception cref="BadDataException">What the SPEC names cannot be used.</exception>
    public static LoadedInput Load(DistributionSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return Load(spec, spec.ToString());
    }

    private static LoadedInput Load(DistributionSpec spec, string written)
    {
        string source = spec is InlineSpec ? Quotation.Shortened(written) : written;
        return spec switch
        {
            InlineSpec inline => new IndexedInput(source, Row.FromWeights([.. inline.Weights], source)),
            UniformSpec uniform => new IndexedInput(source, Generators.Uniform(uniform.N)),
            ZipfSpec zipf => new IndexedInput(source, Generators.Zipf(zipf.S, zipf.N)),
            GeometricSpec geometric => new IndexedInput(source, Generators.Geometric(geometric.R, geometric.N)),
            DirichletSpec law => new IndexedInput(source, Generators.Dirichlet(law.Alpha, law.N, law.Seed)),
            SubsetSpec subset => new IndexedInput(source, Generators.Subset(subset.From, subset.To, subset.N)),
            PerturbSpec perturbed => new IndexedInput(source, Perturb(perturbed, source)),
            RowFileSpec file => new IndexedInput(source, LoadRow(file, source)),
            TextSpec text => LoadText(text, source),
            _ => throw new UnreachableException(),
        };
    }

    private static Row LoadRow(RowFileSpec spec, string source)
    {
        double[] numbers = InputFile.Read(spec.Path, source, stream => spec switch
        {
            JsonSpec => JsonRows.Read(stream, source, spec.Row, spec.Numbers),
            CsvSpec => CsvRows.Read(stream, source, spec.Row, spec.Numbers),
            NpySpec => NpyRows.Read(stream, source, spec.Row, spec.Numbers),
            ParquetSpec => ParquetRows.Read(stream, source, spec.Row, spec.Numbers),
            _ => throw new UnreachableException(),
        });
        return spec.Numbers.ToRow(numbers, source);
    }

    private static Row Perturb(PerturbSpec spec, string source)
    {
        if (spec.Rows is not null)
        {
            throw new BadDataException(source, "rows", $"{spec.Rows}, a workload", "perturb:TV,seed@SPEC where one distribution is asked for; or --rounds-per-row K, for all rows");
        }

        Row row = ((IndexedInput)Load(spec.Of)).Row;
        return new Drift(row, spec.From, spec.Seed, source).At(spec.From);
    }

    private static TextInput LoadText(TextSpec spec, string source) =>
        InputFile.Read(spec.Path, source, stream => TextCounter.Count(stream, source, spec.Unit));
}
