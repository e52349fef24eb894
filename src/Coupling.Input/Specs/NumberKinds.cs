using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>How a SPEC says what its numbers are, and what becomes of them.</summary>
internal static class NumberKinds
{
    public const string Normalize = "normalize";
    public const string Logits = "logits";

    /// <exception cref="BadDataException">Other options, values where none belong, or both options.</exception>
    public static NumberKind Of(string spec, FileSpec file)
    {
        file.AllowOptions(spec, Normalize, Logits);
        return (file.Has(spec, Normalize), file.Has(spec, Logits)) switch
        {
            (true, true) => throw new BadDataException(
                spec, "options", "normalize and logits", "one of them: the softmax of logits sums to 1 as it is"),
            (true, false) => NumberKind.Masses,
            (false, true) => NumberKind.Logits,
            _ => NumberKind.Weights,
        };
    }

    /// <summary>The option as the end of a SPEC.</summary>
    public static string Suffix(this NumberKind kind) => kind switch
    {
        NumberKind.Masses => "?" + Normalize,
        NumberKind.Logits => "?" + Logits,
        _ => "",
    };

    /// <summary>What one number may be, for error messages.</summary>
    public static string Allowed(this NumberKind kind) => kind switch
    {
        NumberKind.Masses => Masses.Allowed,
        NumberKind.Logits => Distributions.Logits.Allowed,
        _ => "0 (not -0.0), or 2.3e-308 to 1",
    };

    /// <param name="kind">What they are.</param>
    /// <param name="numbers">The row's from then on.</param>
    /// <param name="source">Named in errors.</param>
    /// <exception cref="BadDataException">They give no distribution.</exception>
    public static Row ToRow(this NumberKind kind, double[] numbers, string source) => kind switch
    {
        NumberKind.Masses => Masses.ToRow(numbers, source),
        NumberKind.Logits => Distributions.Logits.ToRow(numbers, source),
        _ => Row.FromWeights(numbers, source, remedy: "?normalize divides by the sum, ?logits takes the softmax"),
    };
}
