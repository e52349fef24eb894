using System.Globalization;
using Coupling.Numerics;

namespace Coupling.Distributions;

/// <summary>Logarithms of weights, up to a constant: what a language model puts out.</summary>
public static class Logits
{
    /// <summary>What a logit may be, for error messages.</summary>
    public const string Allowed = "-1.79e308 to 1.79e308, or -Infinity for weight 0";

    /// <summary>
    /// The softmax: w_i = e^(x_i − max) ÷ their compensated sum, the same bits on every machine. Weights below the
    /// smallest normal number, 2.3e-308, become exactly 0: those of logits some 708 below the largest.
    /// </summary>
    /// <param name="logits">1..2^20, each finite or −∞, not all −∞. Overwritten, and the row's from then on.</param>
    /// <param name="source">What the user calls them (a SPEC); named in errors.</param>
    /// <exception cref="BadDataException">There are too few or too many, one is NaN or +∞, or all are −∞.</exception>
    public static Row ToRow(double[] logits, string source)
    {
        ArgumentNullException.ThrowIfNull(logits);
        Row.CheckLength(logits.Length, source);
        double largest = double.NegativeInfinity;
        for (int item = 0; item < logits.Length; item++)
        {
            double logit = logits[item];
            if (double.IsNaN(logit) || double.IsPositiveInfinity(logit))
            {
                throw new BadDataException(
                    source,
                    string.Create(CultureInfo.InvariantCulture, $"item {item}"),
                    logit.ToString(CultureInfo.InvariantCulture),
                    Allowed);
            }

            largest = Math.Max(largest, logit);
        }

        if (double.IsNegativeInfinity(largest))
        {
            throw new BadDataException(source, "largest logit", "-Infinity", "at least one finite logit");
        }

        foreach (ref double logit in logits.AsSpan())
        {
            logit = PortableExp.Exp(logit - largest);
        }

        Proportions.Take(logits);
        return Row.FromWeights(logits, source);
    }
}
