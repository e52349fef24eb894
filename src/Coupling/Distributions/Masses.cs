using System.Globalization;

namespace Coupling.Distributions;

/// <summary>Counts and other numbers whose proportions are a distribution, once a user has asked for them to be divided.</summary>
public static class Masses
{
    /// <summary>What a mass may be, for error messages.</summary>
    public const string Allowed = "0 (not -0.0), or 2.3e-308 to 1.79e308";

    /// <summary>
    /// Each mass ÷ their compensated sum, which may exceed the largest double. Quotients below the smallest normal number,
    /// 2.3e-308, become exactly 0.
    /// </summary>
    /// <param name="masses">1..2^20, each 0 or a positive normal number, not all 0. Overwritten, and the row's from then on.</param>
    /// <param name="source">What the user calls them (a SPEC); named in errors.</param>
    /// <exception cref="BadDataException">There are too few or too many, one is out of range, or all are 0.</exception>
    public static Row ToRow(double[] masses, string source)
    {
        ArgumentNullException.ThrowIfNull(masses);
        Row.CheckLength(masses.Length, source);
        bool any = false;
        for (int item = 0; item < masses.Length; item++)
        {
            double mass = masses[item];
            if (!double.IsFinite(mass) || double.IsNegative(mass) || double.IsSubnormal(mass))
            {
                string value = mass == 0 ? "-0.0" : mass.ToString(CultureInfo.InvariantCulture);
                throw new BadDataException(
                    source, string.Create(CultureInfo.InvariantCulture, $"item {item}"), value, Allowed);
            }

            any |= mass > 0;
        }

        if (!any)
        {
            throw new BadDataException(source, "sum of the numbers", "0", "at least one above 0, to divide by their sum");
        }

        Proportions.Take(masses);
        return Row.FromWeights(masses, source);
    }
}
