using System.Globalization;
using Coupling.Figures.Drawing;
using ScottPlot;

namespace Coupling.Figures.Frontiers;

/// <summary>The frontier as a picture: agreement with its intervals against measured payload bits, theory's levels, the hull.</summary>
public static class FrontierPicture
{
    private const int Width = 1280;
    private const int Height = 800;
    private const float LabelSize = 14;

    /// <summary>What a character of the font is wide, on average, in units of its size.</summary>
    private const double CharacterWidth = 0.63;
    private const double HalfMark = 6;
    private const int HullSamples = 400;

    /// <exception cref="IOException">It cannot be written.</exception>
    public static void SavePng(Frontier frontier, string file) => Draw(frontier).SavePng(file, Width, Height);

    /// <exception cref="IOException">It cannot be written.</exception>
    public static void SaveSvg(Frontier frontier, string file) => Draw(frontier).SaveSvg(file, Width, Height);

    private static Plot Draw(Frontier frontier)
    {
        ArgumentNullException.ThrowIfNull(frontier);
        double[] bits = [.. frontier.Points.Select(point => point.BitsPerRound).Where(value => value > 0).DefaultIfEmpty(1)];
        var axis = new LogAxis(bits.Min(), bits.Max());
        var plot = new Plot();
        PictureFont.Use(plot);
        plot.Title(Title(frontier), 17);
        plot.XLabel("payload bits per round, as measured (log scale; at the left: 0 bits)", 16);
        plot.YLabel("agreement Pr[a = b]", 16);
        plot.Axes.Bottom.TickLabelStyle.FontSize = 14;
        plot.Axes.Left.TickLabelStyle.FontSize = 14;
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(20);
        axis.ApplyTo(plot);
        AddLevels(plot, frontier);
        AddHull(plot, frontier, axis);
        foreach (IGrouping<string, FrontierPoint> family in frontier.Points.GroupBy(point => point.Family))
        {
            AddFamily(plot, family.Key, [.. family], axis, Bottom(frontier));
        }

        double bottom = Bottom(frontier);
        double top = Math.Max(frontier.Optimum ?? 0, frontier.Points.Max(point => point.High));
        double margin = 0.08 * (top - bottom + 1e-6);
        plot.Axes.SetLimits(axis.Zero - 0.25, axis.End + 0.1, bottom - margin, top + margin);
        plot.ShowLegend(Alignment.LowerRight);
        plot.Legend.FontSize = 14;
        AddLabels(plot, frontier, axis);
        return plot;
    }

    /// <summary>Baselines far below the floor would press all the rest together: the legend names them instead.</summary>
    private static double Bottom(Frontier frontier) => frontier.Points.Select(point => point.Low).Append(1)
        .Where(low => low >= (frontier.Floor ?? 0) - 0.05).Append(frontier.Floor ?? 1).Min();

    private static IEnumerable<double> Levels(Frontier frontier) =>
        new[] { frontier.Floor, Gumbel(frontier), frontier.Optimum }.OfType<double>();

    private static double? Gumbel(Frontier frontier) => frontier.Points.FirstOrDefault(point => point.Mode == "gumbel")?.Level;

    private static void AddLevels(Plot plot, Frontier frontier)
    {
        Level(frontier.Optimum, "1 − D, the optimum", LinePattern.Solid);
        Level(Gumbel(frontier), "gumbel's level", LinePattern.DenselyDashed);
        Level(frontier.Floor, "(1 − D)/(1 + D), the floor", LinePattern.Dotted);

        void Level(double? value, string name, LinePattern pattern)
        {
            if (value is { } level)
            {
                var line = plot.Add.HorizontalLine(level, 1.5f, Colors.Gray, pattern);
                line.LegendText = string.Create(CultureInfo.InvariantCulture, $"{name}: {level:F4}");
            }
        }
    }

    /// <summary>Mixing two modes is a straight line in bits, and so a curve on a log axis.</summary>
    private static void AddHull(Plot plot, Frontier frontier, LogAxis axis)
    {
        double[] xs = [.. Enumerable.Range(0, HullSamples + 1).Select(index => axis.Start + ((axis.End - axis.Start) * index / HullSamples))];
        double[] ys = [.. xs.Select(x => frontier.HullAt(Math.Pow(10, x)))];
        var hull = plot.Add.ScatterLine(xs, ys, Colors.Black.WithAlpha(150));
        hull.LineWidth = 2;
        hull.LegendText = "upper concave hull (time-sharing)";
        plot.Add.Line(axis.Zero, frontier.HullAt(0), axis.Start, ys[0]).LineStyle = new LineStyle(2, Colors.Black.WithAlpha(150), LinePattern.Dotted);
        plot.Add.VerticalLine((axis.Zero + axis.Start) / 2, 1, Colors.Black.WithAlpha(60), LinePattern.Dotted);
    }

    private static void AddFamily(Plot plot, string family, FrontierPoint[] points, LogAxis axis, double bottom)
    {
        FamilyStyle style = FamilyStyle.Of(family);
        string name = points.Length > 1 ? $"{family}:…" : points[0].Mode;
        foreach (FrontierPoint point in points)
        {
            double x = axis.At(point.BitsPerRound);
            plot.Add.Line(x, point.Low, x, point.High).LineStyle = new LineStyle(1.5f, style.Color);
        }

        var scatter = plot.Add.Scatter(
            points.Select(point => axis.At(point.BitsPerRound)).ToArray(), points.Select(point => point.Agreement).ToArray(), style.Color);
        scatter.LineWidth = 0;
        scatter.MarkerShape = style.Marker;
        scatter.MarkerSize = 9;
        scatter.LegendText = points switch
        {
            _ when points.All(point => point.High < bottom) => string.Create(CultureInfo.InvariantCulture, $"{name} (below the picture: {points.Max(point => point.Agreement):F3})"),
            _ when points.Any(point => point.IsAmortised) => string.Create(CultureInfo.InvariantCulture, $"{name} (once in T = {points[0].Rounds:N0} rounds; not in the hull)"),
            _ => name,
        };
    }

    private static void AddLabels(Plot plot, Frontier frontier, LogAxis axis)
    {
        plot.RenderInMemory(Width, Height);
        PixelRect data = plot.LastRender.DataRect;
        var placer = new LabelPlacer(new PixelBox(data.Left + 2, data.Top + 2, data.Right - 2, data.Bottom - 2));
        foreach (FrontierPoint point in frontier.Points)
        {
            placer.TakeMark(Mark(point));
        }

        foreach (double level in Levels(frontier))
        {
            float y = plot.GetPixel(new Coordinates(axis.Zero, level)).Y;
            placer.Take(new PixelBox(data.Left, y - 1, data.Right, y + 1));
        }

        for (double x = axis.Start; x < axis.End; x += (axis.End - axis.Start) / HullSamples)
        {
            Pixel hull = plot.GetPixel(new Coordinates(x, frontier.HullAt(Math.Pow(10, x))));
            placer.Take(new PixelBox(hull.X - 2, hull.Y - 2, hull.X + 2, hull.Y + 2));
        }

        PixelSize legend = plot.Legend.LastRenderSize;
        placer.Take(new PixelBox(data.Right - legend.Width - 20, data.Bottom - legend.Height - 20, data.Right, data.Bottom));

        // The corners of the hull first: they matter most, should the room not do for all.
        foreach (FrontierPoint point in frontier.Points.OrderByDescending(frontier.Hull.Contains))
        {
            string label = Label(point, frontier);
            if (placer.Place(Mark(point), (label.Length * CharacterWidth * LabelSize) + 4, LabelSize + 4) is { } box)
            {
                Coordinates place = plot.GetCoordinates(new Pixel((box.Left + box.Right) / 2, (box.Top + box.Bottom) / 2));
                var text = plot.Add.Text(label, place);
                text.LabelFontSize = LabelSize;
                text.LabelFontColor = FamilyStyle.Of(point.Family).Color;
                text.LabelAlignment = Alignment.MiddleCenter;
                text.LabelBold = frontier.Hull.Contains(point);
            }
        }

        PixelBox Mark(FrontierPoint point)
        {
            Pixel low = plot.GetPixel(new Coordinates(axis.At(point.BitsPerRound), point.Low));
            Pixel high = plot.GetPixel(new Coordinates(axis.At(point.BitsPerRound), point.High));
            return new PixelBox(low.X - HalfMark, Math.Min(high.Y, low.Y) - HalfMark, low.X + HalfMark, Math.Max(high.Y, low.Y) + HalfMark);
        }
    }

    /// <summary>The parameters where several modes of the family are told apart by them; else the whole name.</summary>
    private static string Label(FrontierPoint point, Frontier frontier) =>
        point.Parameters.Length > 0 && frontier.Points.Count(other => other.Family == point.Family) > 1 ? point.Parameters : point.Mode;

    private static string Title(Frontier frontier) => string.Create(
        CultureInfo.InvariantCulture,
        $"What agreement costs:  P = {ShortSpec.Of(frontier.P)},  Q = {ShortSpec.Of(frontier.Q)}\nn = {frontier.AlphabetSize:N0}{Distance(frontier)},  {frontier.Points.Max(point => point.Rounds):N0} rounds per mode,  99 % intervals");

    private static string Distance(Frontier frontier) =>
        frontier.TotalVariation is { } distance ? string.Create(CultureInfo.InvariantCulture, $",  D = {distance:F4}") : "";
}
