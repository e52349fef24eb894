namespace Coupling.Theory.Tests.Enumerated;

/// <summary>
/// The exponentials of a race (docs/randomness.md, section 5) over up to three items. Who wins depends on their ratios only: on the
/// point E/ΣE, which is uniform on the triangle. Lines on which two items tie cut it into polygons; areas are probabilities.
/// </summary>
internal static class Exponentials
{
    /// <summary>A point inside each polygon of the triangle, cut by the ties of the races over these rows, and the share of its area.</summary>
    public static IEnumerable<(double[] E, double Probability)> Cells(params double[][] rows)
    {
        List<List<double[]>> polygons = [[[1, 0, 0], [0, 1, 0], [0, 0, 1]]];
        foreach (double[] row in rows)
        {
            for (int one = 0; one < row.Length; one++)
            {
                for (int other = 0; other < one; other++)
                {
                    // Items that do not run never tie.
                    if (row[one] > 0 || row[other] > 0)
                    {
                        polygons = [.. polygons.SelectMany(polygon => Cut(polygon, e => (e[one] * row[other]) - (e[other] * row[one])))];
                    }
                }
            }
        }

        return polygons.Select(polygon => (Centre(polygon), 2 * Area(polygon)));
    }

    /// <summary>The item that is first to arrive; items of weight 0 do not run.</summary>
    public static int Winner(double[] e, double[] weights) =>
        Enumerable.Range(0, weights.Length).Where(item => weights[item] > 0).MinBy(item => e[item] / weights[item]);

    private static IEnumerable<List<double[]>> Cut(List<double[]> polygon, Func<double[], double> side)
    {
        List<double[]> below = [];
        List<double[]> above = [];
        double[] last = polygon[^1];
        foreach (double[] corner in polygon)
        {
            double from = side(last);
            double to = side(corner);
            if (from * to < 0)
            {
                double[] crossing = [.. last.Zip(corner, (one, other) => ((one * to) - (other * from)) / (to - from))];
                below.Add(crossing);
                above.Add(crossing);
            }

            if (to <= 0)
            {
                below.Add(corner);
            }

            if (to >= 0)
            {
                above.Add(corner);
            }

            last = corner;
        }

        return new[] { below, above }.Where(part => part.Count > 2);
    }

    private static double[] Centre(List<double[]> polygon) =>
        [.. Enumerable.Range(0, 3).Select(item => polygon.Average(corner => corner[item]))];

    private static double Area(List<double[]> polygon)
    {
        double twice = 0;
        double[] last = polygon[^1];
        foreach (double[] corner in polygon)
        {
            twice += (last[0] * corner[1]) - (corner[0] * last[1]);
            last = corner;
        }

        return Math.Abs(twice) / 2;
    }
}
