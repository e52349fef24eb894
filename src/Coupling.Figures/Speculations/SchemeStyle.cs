using Coupling.Figures.Drawing;
using ScottPlot.Plottables;

namespace Coupling.Figures.Speculations;

/// <summary>Line and marker of the first, second, … scheme of a picture, told apart without colour too.</summary>
internal static class SchemeStyle
{
    public static void Apply(Scatter line, int number)
    {
        FamilyStyle style = FamilyStyle.Nth(number);
        line.Color = style.Color;
        line.LineWidth = 2;
        line.MarkerShape = style.Marker;
        line.MarkerSize = 9;
    }
}
