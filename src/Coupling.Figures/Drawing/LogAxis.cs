using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Coupling.Figures.Drawing;

/// <summary>A log axis, of bits or of a loss, with a place of its own for 0, which no log scale has. At the left there is none.</summary>
internal sealed class LogAxis
{
    private const double ZeroGap = 0.6;
    private readonly int first;
    private readonly int last;

    /// <param name="smallest">The smallest positive value.</param>
    /// <param name="largest">The largest value.</param>
    public LogAxis(double smallest, double largest)
    {
        first = (int)Math.Floor(Math.Log10(smallest));
        last = Math.Max(first + 1, (int)Math.Ceiling(Math.Log10(largest * 1.1)));
    }

    /// <summary>Where 0 stands.</summary>
    public double Zero => first - ZeroGap;

    /// <summary>Where the log scale begins.</summary>
    public double Start => first;

    public double End => last;

    public double At(double value) => value > 0 ? Math.Max(first, Math.Log10(value)) : Zero;

    /// <summary>At the bottom of a plot, with 0.</summary>
    public void ApplyTo(Plot plot)
    {
        NumericManual ticks = Ticks();
        ticks.AddMajor(Zero, "0");
        plot.Axes.Bottom.TickGenerator = ticks;
    }

    /// <summary>At the left of a plot, for what is never 0.</summary>
    public void ApplyToLeft(Plot plot) => plot.Axes.Left.TickGenerator = Ticks();

    private NumericManual Ticks()
    {
        var ticks = new NumericManual();
        for (int decade = first; decade <= last; decade++)
        {
            ticks.AddMajor(decade, Math.Pow(10, decade).ToString("#,0.########", CultureInfo.InvariantCulture));
            for (int part = 2; part <= 9 && decade < last; part++)
            {
                ticks.AddMinor(decade + Math.Log10(part));
            }
        }

        return ticks;
    }
}
