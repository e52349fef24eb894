using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>From the text of a SPEC to its kind and arguments. Pure: no file is looked at.</summary>
internal static class SpecParser
{
    public static DistributionSpec Parse(string spec) => SpecKinds.PrefixOf(spec) switch
    {
        SpecKinds.Inline => Inline(spec),
        SpecKinds.Uniform => Uniform(spec),
        SpecKinds.Zipf => Zipf(spec),
        SpecKinds.Geometric => Geometric(spec),
        SpecKinds.Dirichlet => Dirichlet(spec),
        SpecKinds.Subset => Subset(spec),
        SpecKinds.Perturb => Perturb(spec),
        SpecKinds.Text => Text(spec),
        _ => File(spec),
    };

    private static InlineSpec Inline(string spec)
    {
        string[] arguments = Arguments(spec);
        double[] weights = new double[arguments.Length];
        for (int item = 0; item < weights.Length; item++)
        {
            weights[item] = SpecNumber.Real(Quotation.Shortened(spec), $"item {item}", arguments[item]);
        }

        return new InlineSpec(weights);
    }

    private static UniformSpec Uniform(string spec)
    {
        string[] arguments = Arguments(spec, "n");
        return new UniformSpec(Length(spec, arguments[0]));
    }

    private static ZipfSpec Zipf(string spec)
    {
        string[] arguments = Arguments(spec, "s", "n");
        double s = SpecNumber.Real(spec, "s", arguments[0]);
        return new ZipfSpec(s, Length(spec, arguments[1]));
    }

    private static GeometricSpec Geometric(string spec)
    {
        string[] arguments = Arguments(spec, "r", "n");
        double r = SpecNumber.Real(spec, "r", arguments[0]);
        return new GeometricSpec(r, Length(spec, arguments[1]));
    }

    private static DirichletSpec Dirichlet(string spec)
    {
        string[] arguments = Arguments(spec, "alpha", "n", "seed");
        double alpha = SpecNumber.Real(spec, "alpha", arguments[0]);
        int n = Length(spec, arguments[1]);
        return new DirichletSpec(alpha, n, SpecNumber.Seed(spec, arguments[2]));
    }

    private static SubsetSpec Subset(string spec)
    {
        string[] arguments = Arguments(spec, "from", "to", "n");
        int from = SpecNumber.Whole(spec, "from", arguments[0], "0 to n-1");
        int to = SpecNumber.Whole(spec, "to", arguments[1], "from+1 to n");
        return new SubsetSpec(from, to, Length(spec, arguments[2]));
    }

    private static PerturbSpec Perturb(string spec)
    {
        int at = spec.IndexOf('@', StringComparison.Ordinal);
        string from = at < 0 ? "" : spec[(at + 1)..];
        if (from.Length == 0)
        {
            throw new BadDataException(Quotation.Shortened(spec), "SPEC", "none", "perturb:TV,seed@SPEC, perturb:FROM..TO,rows,seed@SPEC");
        }

        if (SpecKinds.PrefixOf(from) is SpecKinds.Perturb or SpecKinds.Text)
        {
            throw new BadDataException(
                Quotation.Shortened(spec), "SPEC", Quotation.Of(from), "a SPEC of weights, itself not perturbed; a text has none before there is an alphabet");
        }

        string head = spec[..at];
        int range = head.IndexOf("..", StringComparison.Ordinal);
        string[] arguments = range < 0 ? Arguments(head, "TV", "seed") : Arguments(head, "FROM..TO", "rows", "seed");
        ulong seed = SpecNumber.Seed(spec, arguments[^1]);
        DistributionSpec inner = Parse(from);
        if (range < 0)
        {
            return new PerturbSpec(SpecNumber.Real(spec, "TV", arguments[0]), SpecNumber.Real(spec, "TV", arguments[0]), null, seed, inner);
        }

        int dots = arguments[0].IndexOf("..", StringComparison.Ordinal);
        return new PerturbSpec(
            SpecNumber.Real(spec, "FROM", arguments[0].AsSpan(0, Math.Max(0, dots))),
            SpecNumber.Real(spec, "TO", arguments[0].AsSpan(Math.Max(0, dots) + 2)),
            SpecNumber.Whole(spec, "rows", arguments[1], "1 to 1048576"),
            seed,
            inner);
    }

    private static int Length(string spec, ReadOnlySpan<char> text) => SpecNumber.Whole(spec, "n", text, "1 to 1048576");

    private static TextSpec Text(string spec)
    {
        var file = FileSpec.Parse(spec, spec.AsSpan(SpecKinds.Text.Length + 1));
        if (file.Row is not null)
        {
            throw new BadDataException(spec, "row", $"#{file.Row}", "none: a text has no rows");
        }

        file.AllowOptions(spec, "unit");
        TextUnit unit = file.ValueOf(spec, "unit") is { } name
            ? TextUnits.Parse(name) ?? throw new BadDataException(spec, "unit", Quotation.Of(name), "word, char")
            : TextUnit.Word;
        return new TextSpec(file.Path, unit);
    }

    private static RowFileSpec File(string spec)
    {
        if (spec.Length == 0)
        {
            throw new BadDataException("SPEC", "", "empty", SpecKinds.Forms);
        }

        var file = FileSpec.Parse(spec, spec);
        return Path.GetExtension(file.Path).ToUpperInvariant() switch
        {
            ".JSON" => new JsonSpec(file.Path, file.Row, NumberKinds.Of(spec, file)),
            ".CSV" => new CsvSpec(file.Path, file.Row, NumberKinds.Of(spec, file)),
            ".NPY" => new NpySpec(file.Path, file.Row, NumberKinds.Of(spec, file)),
            ".PARQUET" => new ParquetSpec(file.Path, file.Row, NumberKinds.Of(spec, file)),
            _ => throw UnknownForm(spec),
        };
    }

    private static BadDataException UnknownForm(string spec) => SpecKinds.PrefixOf(spec) is { } prefix
        ? new BadDataException(
            spec, "kind", $"{Quotation.Of(prefix)}, did you mean {SpecKinds.Nearest(prefix)}:?", SpecKinds.Forms)
        : new BadDataException(Quotation.Shortened(spec), "", "not a SPEC of a known form", SpecKinds.Forms);

    // Names of the arguments if their number is fixed.
    private static string[] Arguments(string spec, params string[] names)
    {
        string[] arguments = spec[(spec.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(',');
        return names.Length == 0 || names.Length == arguments.Length
            ? arguments
            : throw new BadDataException(
                Quotation.Shortened(spec), "arguments", $"{arguments.Length}", $"{names.Length}: {string.Join(',', names)}");
    }
}
