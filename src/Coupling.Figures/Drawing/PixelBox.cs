namespace Coupling.Figures.Drawing;

/// <summary>A rectangle in pixels; y grows downwards.</summary>
internal readonly record struct PixelBox(double Left, double Top, double Right, double Bottom)
{
    public bool Overlaps(PixelBox other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    /// <summary>Between the nearest points of both; 0 where they touch.</summary>
    public double DistanceTo(PixelBox other)
    {
        double x = Math.Max(0, Math.Max(other.Left - Right, Left - other.Right));
        double y = Math.Max(0, Math.Max(other.Top - Bottom, Top - other.Bottom));
        return Math.Sqrt((x * x) + (y * y));
    }

    public bool IsWithin(PixelBox other) => Left >= other.Left && Right <= other.Right && Top >= other.Top && Bottom <= other.Bottom;
}
