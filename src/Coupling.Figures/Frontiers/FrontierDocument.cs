using System.Globalization;
using System.Text;
using Coupling.Figures.Drawing;

namespace Coupling.Figures.Frontiers;

/// <summary>frontier.json (schema coupling.frontier/1) and frontier.csv: the numbers of the picture.</summary>
public static class FrontierDocument
{
    public static byte[] Json(Frontier frontier)
    {
        ArgumentNullException.ThrowIfNull(frontier);
        return FigureJson.Of(
            new
            {
                Schema = "coupling.frontier/1",
                frontier.RunId,
                frontier.P,
                frontier.Q,
                frontier.AlphabetSize,
                frontier.Seed,
                frontier.TotalVariation,
                frontier.Floor,
                frontier.Optimum,
                Points = frontier.Points.Select(point => new
                {
                    point.Mode,
                    point.Rounds,
                    point.BitsPerRound,
                    point.Agreement,
                    Interval = new { point.Low, point.High },
                    point.Exact,
                    point.IsAmortised,
                    OnHull = frontier.Hull.Contains(point),
                }),
                frontier.Segments,
            });
    }

    /// <summary>A line per mode, comma-separated, invariant culture, LF; what is not known is empty.</summary>
    public static string Csv(Frontier frontier)
    {
        ArgumentNullException.ThrowIfNull(frontier);
        var text = new StringBuilder("mode,rounds,bits_per_round,agreement,low,high,exact,amortised,on_hull\n");
        foreach (FrontierPoint point in frontier.Points)
        {
            text.Append(string.Create(
                CultureInfo.InvariantCulture,
                $"{point.Mode},{point.Rounds},{point.BitsPerRound:R},{point.Agreement:R},{point.Low:R},{point.High:R},{point.Exact:R},{Flag(point.IsAmortised)},{Flag(frontier.Hull.Contains(point))}\n"));
        }

        return text.ToString();
    }

    private static string Flag(bool value) => value ? "true" : "false";
}
