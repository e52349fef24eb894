using Coupling.Distributions;

namespace Coupling.Theory;

/// <summary>The unary part of a dart's name in detect and repair: docs/theory.md, section 8.2.</summary>
public static class DartName
{
    /// <summary>Length of a window, in units of the time in which one dart per item is thrown.</summary>
    private const double Window = 2;

    private const double NegligibleTerm = 1e-18;

    /// <summary>
    /// ν, the expected bits of window (k + 1 for window k) and order (o + 1 for the dart above o lower ones of its item
    /// and window) of Alice's first p-dart, given that it is not Bob's first q-dart. D &gt; 0 is needed.
    /// </summary>
    /// <exception cref="ArgumentException">The lengths differ, or p = q.</exception>
    public static double Bits(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        double distance = TotalVariation.Of(p, q);
        if (distance == 0)
        {
            throw new ArgumentException("p = q: the two first darts never differ");
        }

        // Either first with probability ½: a p-only dart is the first of all and is Alice's, or a q-only dart is, and
        // Alice's comes one unit of time later on average.
        double union = 1 + distance;
        double windowIfPFirst = 1 / (Math.Exp(Window * union) - 1);
        double windowIfQFirst = WindowOfSecondDart(distance);
        double restIfPFirst = Window - (1 / union) + (Window * windowIfPFirst);
        double restIfQFirst = Window - ((1 / union) + 1) + (Window * windowIfQFirst);

        // The lower darts of the item come in the rest of the window, at the rate of the dart's height.
        (double heightIfPFirst, double heightIfQFirst) = Heights(p, q);
        double order = ((heightIfPFirst * restIfPFirst) + (heightIfQFirst * restIfQFirst)) / 2;
        return 1 + ((windowIfPFirst + windowIfQFirst) / 2) + 1 + order;
    }

    // E⌊(T₁ + T₂)/w⌋ with T₁ ~ Exp(1 + D), T₂ ~ Exp(1): Σ_m Pr[T₁ + T₂ ≥ m·w].
    private static double WindowOfSecondDart(double distance)
    {
        var sum = default(CompensatedSum);
        for (int m = 1; ; m++)
        {
            // (1 − e^−Dt)/D without cancellation at small D.
            double half = distance * Window * m / 2;
            double ratio = 2 * Math.Exp(-half) * Math.Sinh(half) / distance;
            double term = Math.Exp(-Window * m) * (1 + ratio);
            sum.Add(term);
            if (term < NegligibleTerm)
            {
                return sum.Value;
            }
        }
    }

    // A p-only dart is uniform between q and p of its item; any p-dart is uniform below p.
    private static (double IfPFirst, double IfQFirst) Heights(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        var excess = default(CompensatedSum);
        var excessHeight = default(CompensatedSum);
        var height = default(CompensatedSum);
        for (int item = 0; item < p.Length; item++)
        {
            height.Add(p[item] * p[item] / 2);
            if (p[item] > q[item])
            {
                excess.Add(p[item] - q[item]);
                excessHeight.Add((p[item] - q[item]) * (p[item] + q[item]) / 2);
            }
        }

        return (excess.Value > 0 ? excessHeight.Value / excess.Value : 0, height.Value);
    }
}
