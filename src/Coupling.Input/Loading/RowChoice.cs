using System.Globalization;
using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>Which row of a file is meant: the named one, or the only one.</summary>
internal static class RowChoice
{
    /// <param name="wanted">0-based; null if the SPEC names none.</param>
    /// <param name="rows">How many there are, at least 1.</param>
    /// <param name="source">Named in errors.</param>
    /// <exception cref="BadDataException">There is no such row, or more than one and none is named.</exception>
    public static void Check(long? wanted, long rows, string source)
    {
        string range = rows == 1 ? "#0" : string.Create(CultureInfo.InvariantCulture, $"#0 to #{rows - 1}");
        if (wanted is null && rows > 1)
        {
            throw new BadDataException(
                source, "row", string.Create(CultureInfo.InvariantCulture, $"none chosen of {rows}"), $"append {range}; or --rounds-per-row K, for all of them");
        }

        if (wanted >= rows)
        {
            throw new BadDataException(source, "row", string.Create(CultureInfo.InvariantCulture, $"#{wanted}"), range);
        }
    }
}
