using System.Globalization;

namespace Coupling.Input;

/// <summary><c>PATH[#row][?normalize|logits]</c>: a row of numbers in a file, whose format the path's end says.</summary>
/// <param name="Path">The file, without escapes.</param>
/// <param name="Row">0-based; null if the SPEC names none.</param>
/// <param name="Numbers">What the numbers are.</param>
public abstract record RowFileSpec(string Path, int? Row, NumberKind Numbers) : DistributionSpec
{
    public sealed override string ToString()
    {
        string row = Row is { } number ? string.Create(CultureInfo.InvariantCulture, $"#{number}") : "";
        return SpecEscape.Escape(Path) + row + Numbers.Suffix();
    }
}
