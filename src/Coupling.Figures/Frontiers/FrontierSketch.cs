using System.Globalization;
using System.Text;

namespace Coupling.Figures.Frontiers;

/// <summary>The frontier in letters, for a terminal.</summary>
public static class FrontierSketch
{
    private const int Width = 72;
    private const int Height = 20;
    private const int ZeroColumn = 1;
    private const int FirstColumn = 6;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>Agreement upwards, bits to the right on a log scale, the silent modes in a column of their own.</summary>
    public static string Of(Frontier frontier)
    {
        ArgumentNullException.ThrowIfNull(frontier);
        FrontierPoint[] speaking = [.. frontier.Points.Where(point => point.BitsPerRound > 0)];
        double left = speaking.Length == 0 ? 0 : Math.Floor(Math.Log10(speaking.Min(point => point.BitsPerRound)));
        double right = speaking.Length == 0 ? 1 : Math.Max(left + 1, Math.Ceiling(Math.Log10(speaking.Max(point => point.BitsPerRound))));
        double low = frontier.Points.Min(point => point.Level);
        double high = Math.Max(low + 1e-9, frontier.Points.Max(point => point.Level));
        string[] families = [.. frontier.Points.Select(point => point.Family).Distinct()];

        char[][] grid = [.. Enumerable.Range(0, Height).Select(_ => new string(' ', Width).ToCharArray())];
        for (int column = FirstColumn; column < Width; column++)
        {
            double bits = Math.Pow(10, left + ((right - left) * (column - FirstColumn) / (Width - 1 - FirstColumn)));
            grid[Line(Math.Max(low, frontier.HullAt(bits)))][column] = '.';
        }

        foreach (FrontierPoint point in frontier.Points)
        {
            int column = point.BitsPerRound > 0
                ? FirstColumn + (int)Math.Round((Math.Log10(point.BitsPerRound) - left) / (right - left) * (Width - 1 - FirstColumn))
                : ZeroColumn;
            grid[Line(point.Level)][column] = Letters[Array.IndexOf(families, point.Family) % Letters.Length];
        }

        var text = new StringBuilder("Pr[a = b] against payload bits per round (log scale; first column: 0 bits)\n");
        for (int line = 0; line < Height; line++)
        {
            double level = high - ((high - low) * line / (Height - 1));
            string label = line % 5 == 0 || line == Height - 1 ? level.ToString("F3", CultureInfo.InvariantCulture) : "";
            text.Append(label.PadLeft(6)).Append(" |").Append(new string(grid[line]).TrimEnd()).Append('\n');
        }

        text.Append(' ', 7).Append('+').Append('-', Width).Append('\n').Append(Axis(left, right)).Append('\n');
        text.Append(string.Join("  ", families.Select((family, index) => $"{Letters[index % Letters.Length]} {family}"))).Append("  . hull\n");
        return text.ToString();

        int Line(double level) => Math.Clamp((int)Math.Round((high - level) / (high - low) * (Height - 1)), 0, Height - 1);
    }

    private static string Axis(double left, double right)
    {
        char[] axis = new string(' ', Width + 16).ToCharArray();
        "0".CopyTo(axis.AsSpan(8 + ZeroColumn));
        for (double decade = left; decade <= right; decade++)
        {
            int column = 8 + FirstColumn + (int)Math.Round((decade - left) / (right - left) * (Width - 1 - FirstColumn));
            Math.Pow(10, decade).ToString("0.#######", CultureInfo.InvariantCulture).CopyTo(axis.AsSpan(column));
        }

        return new string(axis).TrimEnd();
    }
}
