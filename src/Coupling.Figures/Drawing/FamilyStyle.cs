using ScottPlot;

namespace Coupling.Figures.Drawing;

/// <summary>Colour and marker of a family of modes: the same in every picture, told apart without colour too. Baselines are grey.</summary>
internal readonly record struct FamilyStyle(Color Color, MarkerShape Marker)
{
    /// <summary>Okabe and Ito's colours, which people with colour-blindness tell apart.</summary>
    private static readonly string[] Palette = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#8B4513"];

    private static readonly MarkerShape[] Markers =
    [
        MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledDiamond, MarkerShape.FilledTriangleUp,
        MarkerShape.FilledTriangleDown, MarkerShape.OpenDiamond, MarkerShape.OpenSquare, MarkerShape.Cross,
    ];

    private static readonly string[] Known = ["gumbel", "minhash", "repair", "lowcomm", "budget", "repair-grouped", "optimal", "index"];

    /// <summary>A marker for the second, third, … mode of a family in one picture.</summary>
    /// <param name="number">From 1.</param>
    public static MarkerShape Further(int number) => Markers[(number + 4) % Markers.Length];

    /// <summary>The style of what has no name of its own in all pictures.</summary>
    /// <param name="color">From 0; goes round.</param>
    /// <param name="marker">Likewise.</param>
    public static FamilyStyle Nth(int color, int marker) => new(Color.FromHex(Palette[color % Palette.Length]), Markers[marker % Markers.Length]);

    public static FamilyStyle Of(string family)
    {
        int number = Array.IndexOf(Known, family);
        return number >= 0
            ? new FamilyStyle(Color.FromHex(Palette[number]), Markers[number])
            : new FamilyStyle(Colors.Gray, MarkerShape.Eks);
    }
}
