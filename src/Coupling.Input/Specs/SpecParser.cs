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
        return new UniformSpec(SpecNumber.Whole(spec, "n", arguments[0], "1 to 1048576"));
    }

    private static ZipfSpec Zipf(string spec)
    {
        string[] arguments = Arguments(spec, "s", "n");
        double s = SpecNumber.Real(spec, "s", arguments[0]);
        return new ZipfSpec(s, SpecNumber.Whole(spec, "n", arguments[1], "1 to 1048576"));
    }

    private static TextSpec Text(string spec)
    {
        var file = FileSpec.Parse(spec, spec.AsSpan(SpecKinds.Text.Length + 1));
        if (file.Row is not null)
        {
            throw new BadDataException(spec, "row", $"#{file.Row}", "none: a text has no rows");
        }

        file.AllowOptions(spec, "unit");
        TextUnit unit = file.Options.TryGetValue("unit", out string? name)
            ? TextUnits.Parse(name) ?? throw new BadDataException(spec, "unit", Quotation.Of(name), "word, char")
            : TextUnit.Word;
        return new TextSpec(file.Path, unit);
    }

    private static JsonSpec File(string spec)
    {
        if (spec.Length == 0)
        {
            throw new BadDataException("SPEC", "", "empty", SpecKinds.Forms);
        }

        var file = FileSpec.Parse(spec, spec);
        if (!file.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            throw UnknownForm(spec);
        }

        file.AllowOptions(spec);
        return new JsonSpec(file.Path, file.Row);
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
