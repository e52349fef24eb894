using System.Globalization;
using Coupling.Figures.Drawing;
using ScottPlot;

namespace Coupling.Figures.Speculations;

/// <summary>Block efficiency against measured payload bits per token: what a scheme's bits buy. The link has no part in it, so that only one is drawn.</summary>
public static class EfficiencyPicture
{
    private const int Width = 1280;
    private const int Height = 800;

    /// <summary>Whether there are two texts of different schemes or γ to compare.</summary>
    public static bool CanDraw(SpeculationSet set) => Points(set).Count > 1;

    /// <param name="set">What is drawn.</param>
    /// <param name="file">Path without ending; .png and .svg are written.</param>
    /// <exception cref="IOException">They cannot be written.</exception>
    public static void Save(SpeculationSet set, string file)
    {
        Plot plot = Draw(set);
        plot.SavePng($"{file}.png", Width, Height);
        plot.SaveSvg($"{file}.svg", Width, Height);
    }

    private static List<SpeculationPoint> Points(SpeculationSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return [.. set.Points.Where(point => point.Link == set.Points[0].Link && point.BlockEfficiency is not null)];
    }

    private static Plot Draw(SpeculationSet set)
    {
        List<SpeculationPoint> points = Points(set);
        double[] bits = [.. points.Select(point => point.BitsPerToken).Where(value => value > 0).DefaultIfEmpty(1)];
        var axis = new LogAxis(bits.Min(), bits.Max());
        var plot = new Plot();
        PictureFont.Use(plot);
        plot.Title(string.Create(
            CultureInfo.InvariantCulture,
            $"What draft tokens cost:  target {ShortSpec.Of(set.Target)},  drafter {ShortSpec.Of(set.Drafter)}\nvocabulary of {set.AlphabetSize:N0} tokens,  {set.Tokens:N0} tokens per text,  payload bits as measured"), 17);
        plot.XLabel("payload bits per token of the text, both directions (log scale; at the left: 0 bits)", 16);
        plot.YLabel("block efficiency (tokens per pass of the target)", 16);
        plot.Axes.Bottom.TickLabelStyle.FontSize = 14;
        plot.Axes.Left.TickLabelStyle.FontSize = 14;
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(20);
        axis.ApplyTo(plot);
        foreach ((int number, IGrouping<string, SpeculationPoint> scheme) in points.GroupBy(point => point.Scheme).Index())
        {
            SpeculationPoint[] byGamma = [.. scheme.OrderBy(point => point.Gamma)];
            var line = plot.Add.Scatter(byGamma.Select(point => axis.At(point.BitsPerToken)).ToArray(), byGamma.Select(point => point.BlockEfficiency!.Value).ToArray());
            SchemeStyle.Apply(line, number, number);
            line.LegendText = $"{scheme.Key}{Gammas(byGamma)}";
        }

        double top = points.Max(point => point.BlockEfficiency!.Value);
        plot.Axes.SetLimits(axis.Zero - 0.25, axis.End + 0.1, 0.9, 1 + ((top - 1) * 1.15) + 0.1);
        plot.ShowLegend(Edge.Right);
        plot.Legend.FontSize = 14;
        return plot;
    }

    private static string Gammas(SpeculationPoint[] byGamma) =>
        byGamma[0].Gamma == 0 ? string.Empty : $", γ = {string.Join(", ", byGamma.Select(point => point.Gamma.ToString(CultureInfo.InvariantCulture)))}";
}
