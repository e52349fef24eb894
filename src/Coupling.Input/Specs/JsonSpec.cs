using System.Globalization;

namespace Coupling.Input;

/// <summary><c>PATH.json[#row]</c>: an array of weights, or one row of an array of such arrays.</summary>
/// <param name="Path">The file, without escapes.</param>
/// <param name="Row">0-based; null if the SPEC names none.</param>
public sealed record JsonSpec(string Path, int? Row = null) : DistributionSpec
{
    public override string ToString() => Row is { } row
        ? string.Create(CultureInfo.InvariantCulture, $"{SpecEscape.Escape(Path)}#{row}")
        : SpecEscape.Escape(Path);
}
