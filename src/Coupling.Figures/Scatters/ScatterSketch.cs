using System.Globalization;
using System.Text;

namespace Coupling.Figures.Scatters;

/// <summary>The scatter in letters, for a terminal.</summary>
public static class ScatterSketch
{
    private const int Width = 72;
    private const int Height = 20;
    private const int Margin = 7;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>Agreement upwards, D to the right; * where several modes fall together.</summary>
    public static string Of(RowScatter scatter)
    {
        ArgumentNullException.ThrowIfNull(scatter);
        double right = Math.Max(0.05, scatter.Points.Max(point => point.TotalVariation));
        double low = Math.Min(RowScatter.FloorAt(right), scatter.Points.Min(point => point.Agreement));
        char[][] grid = [.. Enumerable.Range(0, Height).Select(_ => new string(' ', Width).ToCharArray())];
        for (int column = 0; column < Width; column++)
        {
            double distance = right * column / (Width - 1);
            grid[Line(RowScatter.FloorAt(distance))][column] = '.';
            grid[Line(RowScatter.OptimumAt(distance))][column] = '-';
        }

        for (int number = 0; number < scatter.Series.Count; number++)
        {
            char letter = Letters[number % Letters.Length];
            foreach (RowPoint point in scatter.Series[number].Points)
            {
                ref char place = ref grid[Line(point.Agreement)][(int)Math.Round(point.TotalVariation / right * (Width - 1))];
                place = place is ' ' or '.' or '-' || place == letter ? letter : '*';
            }
        }

        var text = new StringBuilder("Pr[a = b] per row, against total variation D\n");
        for (int line = 0; line < Height; line++)
        {
            double level = 1 - ((1 - low) * line / (Height - 1));
            string label = line % 5 == 0 || line == Height - 1 ? level.ToString("F3", CultureInfo.InvariantCulture) : "";
            text.Append(label.PadLeft(Margin - 1)).Append(" |").Append(new string(grid[line]).TrimEnd()).Append('\n');
        }

        text.Append(' ', Margin).Append('+').Append('-', Width).Append('\n').Append(Axis(right)).Append('\n');
        IEnumerable<string> names = scatter.Series.Select((series, number) => $"{Letters[number % Letters.Length]} {series.Mode}");
        return text.Append(string.Join("  ", names)).Append("  - 1 - D  . (1 - D)/(1 + D)\n").ToString();

        int Line(double level) => Math.Clamp((int)Math.Round((1 - level) / (1 - low + 1e-12) * (Height - 1)), 0, Height - 1);
    }

    private static string Axis(double right)
    {
        char[] axis = new string(' ', Width + 16).ToCharArray();
        for (int part = 0; part <= 4; part++)
        {
            (right * part / 4).ToString("F3", CultureInfo.InvariantCulture).CopyTo(axis.AsSpan(Margin + 1 + ((Width - 1) * part / 4) - (part == 0 ? 0 : 2)));
        }

        return new string(axis).TrimEnd();
    }
}
