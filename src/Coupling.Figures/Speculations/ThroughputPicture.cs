using System.Globalization;
using Coupling.Figures.Drawing;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Coupling.Figures.Speculations;

/// <summary>Tokens per second against the link, per scheme and γ. Links stand in the order of their rates, the slowest first.</summary>
public static class ThroughputPicture
{
    private const int Width = 1280;
    private const int Height = 800;

    /// <summary>Whether there is more than one link.</summary>
    public static bool CanDraw(SpeculationSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return set.Points.Select(point => point.Link).Distinct().Count() > 1 && set.Points.Any(point => point.TokensPerSecond > 0);
    }

    /// <param name="set">What is drawn.</param>
    /// <param name="file">Path without ending; .png and .svg are written.</param>
    /// <exception cref="IOException">They cannot be written.</exception>
    public static void Save(SpeculationSet set, string file)
    {
        Plot plot = Draw(set);
        plot.SavePng($"{file}.png", Width, Height);
        plot.SaveSvg($"{file}.svg", Width, Height);
    }

    private static Plot Draw(SpeculationSet set)
    {
        SpeculationPoint[] points = [.. set.Points.Where(point => point.TokensPerSecond > 0)];
        string[] links =
        [
            .. points.GroupBy(point => point.Link).OrderBy(link => link.First().LinkRate ?? double.PositiveInfinity).ThenByDescending(link => link.First().LinkDelay).Select(link => link.Key),
        ];
        var plot = new Plot();
        PictureFont.Use(plot);
        plot.Title(string.Create(
            CultureInfo.InvariantCulture,
            $"How fast the text comes:  target {ShortSpec.Of(set.Target)},  drafter {ShortSpec.Of(set.Drafter)}\nvocabulary of {set.AlphabetSize:N0} tokens,  {set.Tokens:N0} tokens per text"), 17);
        plot.XLabel("link, by its rate", 16);
        plot.YLabel("tokens per second (log scale)", 16);
        plot.Axes.Bottom.TickLabelStyle.FontSize = 14;
        plot.Axes.Left.TickLabelStyle.FontSize = 14;
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(20);
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. Enumerable.Range(0, links.Length).Select(index => (double)index)], [.. links.Select(Words)]);
        double[] speeds = [.. points.Select(point => Math.Log10(point.TokensPerSecond!.Value))];
        (int first, int last) = ((int)Math.Floor(speeds.Min()), (int)Math.Ceiling(speeds.Max() + 0.05));
        var ticks = new NumericManual();
        for (int decade = first; decade <= last; decade++)
        {
            ticks.AddMajor(decade, Math.Pow(10, decade).ToString("#,0.########", CultureInfo.InvariantCulture));
            for (int part = 2; part <= 9 && decade < last; part++)
            {
                ticks.AddMinor(decade + Math.Log10(part));
            }
        }

        plot.Axes.Left.TickGenerator = ticks;
        string[] schemes = [.. points.Select(point => point.Scheme).Distinct()];
        foreach ((int number, IGrouping<string, SpeculationPoint> text) in points.GroupBy(point => point.Name).Index())
        {
            SpeculationPoint[] byLink = [.. text.OrderBy(point => Array.IndexOf(links, point.Link))];
            var line = plot.Add.Scatter(
                byLink.Select(point => (double)Array.IndexOf(links, point.Link)).ToArray(), byLink.Select(point => Math.Log10(point.TokensPerSecond!.Value)).ToArray());
            SchemeStyle.Apply(line, Array.IndexOf(schemes, text.First().Scheme), number);
            line.LegendText = text.Key;
        }

        plot.Axes.SetLimits(-0.3, links.Length - 0.7, first, last);
        plot.ShowLegend(Edge.Right);
        plot.Legend.FontSize = 14;
        return plot;
    }

    private static string Words(string link) => link == "none" ? "no shape" : link.Replace(",", "\n", StringComparison.Ordinal);
}
