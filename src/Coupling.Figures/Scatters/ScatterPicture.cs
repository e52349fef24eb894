using System.Globalization;
using Coupling.Figures.Drawing;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Coupling.Figures.Scatters;

/// <summary>The scatter as a picture: each row's agreement against its total variation, between what silence and what anything can reach.</summary>
public static class ScatterPicture
{
    private const int Width = 1280;
    private const int Height = 800;
    private const int CurveSamples = 400;

    /// <summary>More intervals than this would hide the points.</summary>
    private const int MostIntervals = 200;

    /// <exception cref="IOException">It cannot be written.</exception>
    public static void SavePng(RowScatter scatter, string file) => Draw(scatter).SavePng(file, Width, Height);

    /// <exception cref="IOException">It cannot be written.</exception>
    public static void SaveSvg(RowScatter scatter, string file) => Draw(scatter).SaveSvg(file, Width, Height);

    private static Plot Draw(RowScatter scatter)
    {
        ArgumentNullException.ThrowIfNull(scatter);
        double left = scatter.Points.Min(point => point.TotalVariation);
        double right = scatter.Points.Max(point => point.TotalVariation);
        double margin = 0.03 * Math.Max(0.02, right - left);
        (left, right) = (Math.Max(0, left - margin), Math.Min(1, right + margin));
        bool hasIntervals = scatter.Series.Max(series => series.Points.Count) <= MostIntervals;
        var plot = new Plot();
        PictureFont.Use(plot);
        plot.Title(Title(scatter, hasIntervals), 17);
        plot.XLabel("total variation distance D of the row's P and Q", 16);
        plot.YLabel("agreement: share of the row's rounds with a = b", 16);
        plot.Axes.Bottom.TickLabelStyle.FontSize = 14;
        plot.Axes.Left.TickLabelStyle.FontSize = 14;
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { TickDensity = 0.5 };
        plot.Axes.Left.TickGenerator = new NumericAutomatic { TickDensity = 0.6 };
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(20);

        // The solid one second: the SVG writer would try the dashes on the markers too.
        AddCurve(plot, left, right, RowScatter.FloorAt, "(1 − D)/(1 + D), the floor of silence", LinePattern.DenselyDashed);
        AddCurve(plot, left, right, RowScatter.OptimumAt, "1 − D, the optimum", LinePattern.Solid);
        foreach (RowSeries series in scatter.Series)
        {
            AddSeries(plot, series, scatter, hasIntervals);
        }

        double low = scatter.Points.Select(point => hasIntervals ? point.Low : point.Agreement).Append(RowScatter.FloorAt(right)).Min();
        double high = scatter.Points.Select(point => hasIntervals ? point.High : point.Agreement).Append(RowScatter.OptimumAt(left)).Max();
        double space = 0.04 * (high - low + 1e-6);
        plot.Axes.SetLimits(left, right, low - space, high + space);

        // The curves fall: there is room above them on the right.
        plot.ShowLegend(Alignment.UpperRight);
        plot.Legend.FontSize = 14;
        return plot;
    }

    private static void AddCurve(Plot plot, double left, double right, Func<double, double> curve, string name, LinePattern pattern)
    {
        double[] xs = [.. Enumerable.Range(0, CurveSamples + 1).Select(index => left + ((right - left) * index / CurveSamples))];
        var line = plot.Add.ScatterLine(xs, xs.Select(curve).ToArray(), Colors.Black.WithAlpha(170));
        line.LineWidth = 1.8f;
        line.LinePattern = pattern;
        line.LegendText = name;
    }

    private static void AddSeries(Plot plot, RowSeries series, RowScatter scatter, bool hasIntervals)
    {
        FamilyStyle style = FamilyStyle.Of(series.Family);
        if (hasIntervals)
        {
            foreach (RowPoint point in series.Points)
            {
                plot.Add.Line(point.TotalVariation, point.Low, point.TotalVariation, point.High).LineStyle = new LineStyle(1, style.Color.WithAlpha(110));
            }
        }

        var points = plot.Add.Scatter(
            series.Points.Select(point => point.TotalVariation).ToArray(), series.Points.Select(point => point.Agreement).ToArray(), style.Color.WithAlpha(200));
        points.LineWidth = 0;
        points.MarkerShape = style.Marker;
        points.MarkerSize = series.Points.Count switch { <= 60 => 9, <= 600 => 6, _ => 3 };

        // Modes of one family have one colour; where there are several, the marker's number in the family tells them apart.
        int twins = scatter.Series.TakeWhile(other => other != series).Count(other => other.Family == series.Family);
        points.MarkerShape = twins == 0 ? style.Marker : FamilyStyle.Further(twins);
        points.LegendText = series.Mode;
    }

    private static string Title(RowScatter scatter, bool hasIntervals) => string.Create(
        CultureInfo.InvariantCulture,
        $"Agreement of coupled samples:  P = {ShortSpec.Of(scatter.P)},  Q = {ShortSpec.Of(scatter.Q)}\nn = {scatter.AlphabetSize:N0},  {scatter.Rows:N0} rows of {scatter.RoundsPerRow:N0} rounds{(hasIntervals ? ",  99 % intervals" : "")}");
}
