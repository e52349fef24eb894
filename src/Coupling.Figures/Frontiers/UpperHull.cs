namespace Coupling.Figures.Frontiers;

/// <summary>The upper concave hull: what mixing modes over rounds (time-sharing) can reach.</summary>
public static class UpperHull
{
    /// <summary>
    /// The corners, by bits: from the best point without bits to the point of highest level, each segment less steep than the
    /// one before. Of equal points the first one given stays.
    /// </summary>
    /// <param name="points">At least one without bits; bits are finite and at least 0.</param>
    /// <exception cref="ArgumentException">No point is without bits.</exception>
    public static IReadOnlyList<FrontierPoint> Of(IEnumerable<FrontierPoint> points)
    {
        FrontierPoint[] sorted = [.. points.OrderBy(point => point.BitsPerRound).ThenByDescending(point => point.Level)];
        if (sorted.Length == 0 || sorted[0].BitsPerRound > 0)
        {
            throw new ArgumentException("A frontier begins with a mode that says nothing.", nameof(points));
        }

        var hull = new List<FrontierPoint>();
        foreach (FrontierPoint point in sorted)
        {
            if (hull.Count > 0 && point.Level <= hull[^1].Level)
            {
                continue;
            }

            while (hull.Count > 1 && Slope(hull[^2], hull[^1]) <= Slope(hull[^1], point))
            {
                hull.RemoveAt(hull.Count - 1);
            }

            hull.Add(point);
        }

        return hull;
    }

    /// <summary>Agreement per bit between two points of different bits.</summary>
    public static double Slope(FrontierPoint from, FrontierPoint to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return (to.Level - from.Level) / (to.BitsPerRound - from.BitsPerRound);
    }
}
