using System.Globalization;
using Coupling.Figures.Drawing;
using ScottPlot;

namespace Coupling.Figures.Advising;

/// <summary>An advice as a picture: agreed samples per second against loss, both on log scales, and the modes that no other one beats.</summary>
public static class AdvicePicture
{
    private const int Width = 1280;
    private const int Height = 800;
    private const float LabelSize = 14;

    /// <summary>What a character of the font is wide, on average, in units of its size.</summary>
    private const double CharacterWidth = 0.63;
    private const double HalfMark = 6;

    /// <summary>How much farther than its own mark another one should be of a label, where there is room.</summary>
    private const double VeryClearly = 3;

    /// <summary>Losses below are drawn as 0.</summary>
    private const double LeastLoss = 1e-8;

    /// <exception cref="IOException">It cannot be written.</exception>
    public static void SavePng(Advice advice, string file) => Draw(advice).SavePng(file, Width, Height);

    /// <exception cref="IOException">It cannot be written.</exception>
    public static void SaveSvg(Advice advice, string file) => Draw(advice).SaveSvg(file, Width, Height);

    private static Plot Draw(Advice advice)
    {
        ArgumentNullException.ThrowIfNull(advice);
        double[] losses = [.. advice.Points.Select(point => Loss(advice, point)).Where(loss => loss > 0).DefaultIfEmpty(0.1)];
        var across = new LogAxis(losses.Min(), losses.Max());
        var up = new LogAxis(advice.Points.Min(point => point.AgreedPerSecond), advice.Points.Max(point => point.AgreedPerSecond));
        var plot = new Plot();
        PictureFont.Use(plot);
        plot.Title(Title(advice), 17);
        plot.XLabel($"loss: {(advice.KnowsOptimum ? "1 − D" : "the highest agreement measured")} less Pr[a = b] (log scale; at the left: 0)", 16);
        plot.YLabel("agreed samples per second (log scale)", 16);
        plot.Axes.Bottom.TickLabelStyle.FontSize = 14;
        plot.Axes.Left.TickLabelStyle.FontSize = 14;
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(20);
        across.ApplyTo(plot);
        up.ApplyToLeft(plot);
        plot.Add.VerticalLine((across.Zero + across.Start) / 2, 1, Colors.Black.WithAlpha(60), LinePattern.Dotted);
        AddFront(plot, advice, advice.AsMeasured, "none is better both ways", LinePattern.Solid, across, up);
        AddFront(plot, advice, advice.IfPairChanges, "the same if the pair changes every round", LinePattern.Dashed, across, up);
        foreach (IGrouping<string, AdvicePoint> family in advice.Points.GroupBy(point => point.Family))
        {
            AddFamily(plot, advice, family.Key, [.. family], across, up);
        }

        if (advice.Wish.MaxLoss is { } most and > 0)
        {
            var line = plot.Add.VerticalLine(across.At(most), 1.5f, Colors.Gray, LinePattern.DenselyDashed);
            line.LegendText = string.Create(CultureInfo.InvariantCulture, $"loss asked for: at most {most:0.######}");
        }

        plot.Axes.SetLimits(across.Zero - 0.25, across.End + 0.1, up.Start - 0.1, up.End + 0.1);
        plot.ShowLegend(Alignment.LowerRight);
        plot.Legend.FontSize = 14;
        AddLabels(plot, advice, across, up);
        return plot;
    }

    private static double Loss(Advice advice, AdvicePoint point) => advice.Loss(point) is > LeastLoss and var loss ? loss : 0;

    private static void AddFront(Plot plot, Advice advice, AdviceChoice? choice, string words, LinePattern pattern, LogAxis across, LogAxis up)
    {
        if (choice?.Front is not { } front)
        {
            return;
        }

        // Piece by piece: a path of several pieces has no dashes in SVG.
        foreach ((AdvicePoint from, AdvicePoint to) in front.Zip(front.Skip(1)))
        {
            var line = plot.Add.Line(
                across.At(Loss(advice, from)), up.At(from.AgreedPerSecond), across.At(Loss(advice, to)), up.At(to.AgreedPerSecond));
            line.LineStyle = new LineStyle(1.5f, Colors.Black.WithAlpha(110), pattern);
            line.LegendText = from == front[0] ? words : string.Empty;
        }
    }

    private static void AddFamily(Plot plot, Advice advice, string family, AdvicePoint[] points, LogAxis across, LogAxis up)
    {
        FamilyStyle style = FamilyStyle.Of(family);
        var scatter = plot.Add.Scatter(
            points.Select(point => across.At(Loss(advice, point))).ToArray(), points.Select(point => up.At(point.AgreedPerSecond)).ToArray(), style.Color);
        scatter.LineWidth = 0;
        scatter.MarkerShape = style.Marker;
        scatter.MarkerSize = 9;
        string name = points.Length > 1 ? $"{family}:…" : points[0].Mode;
        scatter.LegendText = points.FirstOrDefault(point => point.IsSaidOnce) is { } once
            ? string.Create(CultureInfo.InvariantCulture, $"{name} ({once.Mode}: T = {once.Rounds:N0})")
            : name;
    }

    private static void AddLabels(Plot plot, Advice advice, LogAxis across, LogAxis up)
    {
        HashSet<AdvicePoint> front = [.. advice.AsMeasured?.Front ?? [], .. advice.IfPairChanges?.Front ?? []];
        plot.RenderInMemory(Width, Height);
        PixelRect data = plot.LastRender.DataRect;
        var placer = new LabelPlacer(new PixelBox(data.Left + 2, data.Top + 2, data.Right - 2, data.Bottom - 2));
        foreach (AdvicePoint point in advice.Points)
        {
            placer.TakeMark(Mark(point));
        }

        foreach (IReadOnlyList<AdvicePoint> line in new[] { advice.AsMeasured?.Front, advice.IfPairChanges?.Front }.OfType<IReadOnlyList<AdvicePoint>>())
        {
            foreach ((AdvicePoint from, AdvicePoint to) in line.Zip(line.Skip(1)))
            {
                placer.TakeLine(Place(from), Place(to));
            }
        }

        PixelSize legend = plot.Legend.LastRenderSize;
        placer.Take(new PixelBox(data.Right - legend.Width - 20, data.Bottom - legend.Height - 20, data.Right, data.Bottom));
        foreach (AdvicePoint point in advice.Points.OrderByDescending(front.Contains))
        {
            string label = Label(point, advice);
            (double width, double height) = ((label.Length * CharacterWidth * LabelSize) + 4, LabelSize + 4);
            if ((placer.Place(Mark(point), width, height, VeryClearly) ?? placer.Place(Mark(point), width, height)) is { } box)
            {
                Coordinates place = plot.GetCoordinates(new Pixel((box.Left + box.Right) / 2, (box.Top + box.Bottom) / 2));
                var text = plot.Add.Text(label, place);
                text.LabelFontSize = LabelSize;
                text.LabelFontColor = FamilyStyle.Of(point.Family).Color;
                text.LabelAlignment = Alignment.MiddleCenter;
                text.LabelBold = front.Contains(point);
            }
        }

        PixelBox Mark(AdvicePoint point)
        {
            (double x, double y) = Place(point);
            return new PixelBox(x - HalfMark, y - HalfMark, x + HalfMark, y + HalfMark);
        }

        (double X, double Y) Place(AdvicePoint point)
        {
            Pixel at = plot.GetPixel(new Coordinates(across.At(Loss(advice, point)), up.At(point.AgreedPerSecond)));
            return (at.X, at.Y);
        }
    }

    /// <summary>The parameters where several modes of the family are told apart by them; else the whole name.</summary>
    private static string Label(AdvicePoint point, Advice advice) =>
        point.Parameters.Length > 0 && advice.Points.Count(other => other.Family == point.Family) > 1 ? point.Parameters : point.Mode;

    private static string Title(Advice advice) => string.Create(
        CultureInfo.InvariantCulture,
        $"What a link gives ({LinkWords.Of(advice.Link)}):  P = {ShortSpec.Of(advice.P)},  Q = {ShortSpec.Of(advice.Q)}\nn = {advice.AlphabetSize:N0}{Distance(advice)}");

    private static string Distance(Advice advice) =>
        advice.TotalVariation is { } distance ? string.Create(CultureInfo.InvariantCulture, $",  D = {distance:F4}") : "";
}
