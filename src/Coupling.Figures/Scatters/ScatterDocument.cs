using System.Globalization;
using System.Text;
using Coupling.Figures.Drawing;

namespace Coupling.Figures.Scatters;

/// <summary>scatter.json (schema coupling.scatter/1) and scatter.csv: the numbers of the picture.</summary>
public static class ScatterDocument
{
    public static byte[] Json(RowScatter scatter)
    {
        ArgumentNullException.ThrowIfNull(scatter);
        return FigureJson.Of(
            new
            {
                Schema = "coupling.scatter/1",
                scatter.RunId,
                scatter.P,
                scatter.Q,
                scatter.AlphabetSize,
                scatter.Seed,
                scatter.Rows,
                scatter.RoundsPerRow,
                scatter.Series,
            });
    }

    public static string Csv(RowScatter scatter)
    {
        ArgumentNullException.ThrowIfNull(scatter);
        var text = new StringBuilder("mode,row,rounds,total_variation,agreement,low,high,exact,floor,optimum\n");
        foreach (RowSeries series in scatter.Series)
        {
            foreach (RowPoint point in series.Points)
            {
                text.Append(CultureInfo.InvariantCulture, $"{series.Mode},{point.Row},{point.Rounds},{point.TotalVariation:R},{point.Agreement:R},{point.Low:R},{point.High:R},{point.Exact:R},{point.Floor:R},{point.Optimum:R}\n");
            }
        }

        return text.ToString();
    }
}
