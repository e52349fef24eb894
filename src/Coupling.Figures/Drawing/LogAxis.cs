using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Coupling.Figures.Drawing;

/// <summary>A log axis of bits with a place of its own for 0, which no log scale has.</summary>
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

    public void ApplyTo(Plot plot)
    {
        var ticks = new NumericManual();
        ticks.AddMajor(Zero, "0");
        for (int decade = first; decade <= last; decade++)
        {
            ticks.AddMajor(decade, Math.Pow(10, decade).ToString("#,0.########", CultureInfo.InvariantCulture));
            for (int part = 2; part <= 9 && decade < last; part++)
            {
                ticks.AddMinor(decade + Math.Log10(part));
            }
        }

        plot.Axes.Bottom.TickGenerator = ticks;
    }
}
