using Coupling.Figures.Drawing;
using ScottPlot.Plottables;

namespace Coupling.Figures.Speculations;

/// <summary>Colour of the first, second, … scheme of a picture, and marker of its text; told apart without colour too.</summary>
internal static class SchemeStyle
{
    public static void Apply(Scatter line, int scheme, int text)
    {
        FamilyStyle style = FamilyStyle.Nth(scheme, text);
        line.Color = style.Color;
        line.LineWidth = 2;
        line.MarkerShape = style.Marker;
        line.MarkerSize = 9;
    }
}
