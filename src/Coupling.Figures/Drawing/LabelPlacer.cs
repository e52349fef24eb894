namespace Coupling.Figures.Drawing;

/// <summary>
/// Finds room for labels beside their marks, so that no label covers a mark or another label, and each is clearly nearer to its
/// own mark than to any other.
/// </summary>
internal sealed class LabelPlacer(PixelBox field)
{
    /// <summary>How much farther any other mark must be than a label's own, at the least.</summary>
    public const double Clearly = 1.2;

    /// <summary>A line is kept free in squares of this side, pixels.</summary>
    private const double LinePart = 4;

    private static readonly double[] Distances = [2, 5, 9, 14, 20, 30, 42];

    /// <summary>Directions in the order in which a reader prefers them; y grows downwards.</summary>
    private static readonly (double X, double Y)[] Directions = [(1, 0), (0, 1), (0, -1), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1)];

    private readonly List<PixelBox> taken = [];
    private readonly List<PixelBox> marks = [];

    /// <summary>Keeps a place free.</summary>
    public void Take(PixelBox box) => taken.Add(box);

    /// <summary>Keeps the places along a line free.</summary>
    /// <param name="from">One end: x and y.</param>
    /// <param name="to">The other one.</param>
    public void TakeLine((double X, double Y) from, (double X, double Y) to)
    {
        int parts = 1 + (int)(Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y)) / LinePart);
        for (int part = 0; part <= parts; part++)
        {
            double x = from.X + ((to.X - from.X) * part / parts);
            double y = from.Y + ((to.Y - from.Y) * part / parts);
            taken.Add(new PixelBox(x - (LinePart / 2), y - (LinePart / 2), x + (LinePart / 2), y + (LinePart / 2)));
        }
    }

    /// <summary>Adds a mark that gets a label: a point with its interval.</summary>
    public void TakeMark(PixelBox mark)
    {
        marks.Add(mark);
        taken.Add(mark);
    }

    /// <summary>A place for a mark's label; null if there is none.</summary>
    /// <param name="mark">As it was added.</param>
    /// <param name="width">Of the label, pixels.</param>
    /// <param name="height">Of the label, pixels.</param>
    /// <param name="clearly">How much farther any other mark must be.</param>
    public PixelBox? Place(PixelBox mark, double width, double height, double clearly = Clearly)
    {
        foreach (double distance in Distances)
        {
            foreach ((double dx, double dy) in Directions)
            {
                double x = ((mark.Left + mark.Right) / 2) + (dx * (distance + ((mark.Right - mark.Left + width) / 2)));
                double y = ((mark.Top + mark.Bottom) / 2) + (dy * (distance + ((mark.Bottom - mark.Top + height) / 2)));
                var box = new PixelBox(x - (width / 2), y - (height / 2), x + (width / 2), y + (height / 2));
                if (box.IsWithin(field) && !taken.Exists(box.Overlaps)
                    && marks.TrueForAll(other => other == mark || box.DistanceTo(other) > clearly * box.DistanceTo(mark)))
                {
                    taken.Add(box);
                    return box;
                }
            }
        }

        return null;
    }
}
