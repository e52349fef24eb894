using Coupling.Figures.Frontiers;
using CsCheck;

namespace Coupling.Figures.Tests;

public class UpperHullTests
{
    private static readonly Gen<FrontierPoint[]> Clouds =
        Gen.Select(Gen.Double[0, 40], Gen.Double[0, 1]).Array[0, 30].Select(pairs =>
            pairs.Select(pair => Points.At(pair.Item1, pair.Item2)).Append(Points.At(0, 0.3, "gumbel")).ToArray());

    [Fact]
    public void No_point_lies_above_it() => Clouds.Sample(points =>
    {
        Frontier frontier = Points.Frontier(points);
        return points.All(point => point.Level <= frontier.HullAt(point.BitsPerRound) + 1e-12);
    });

    [Fact]
    public void Each_bit_buys_less_than_the_one_before_and_never_nothing() => Clouds.Sample(points =>
    {
        IReadOnlyList<HullSegment> segments = Points.Frontier(points).Segments;
        return segments.All(segment => segment.PerBit > 0)
            && segments.Zip(segments.Skip(1)).All(pair => pair.First.PerBit > pair.Second.PerBit);
    });

    [Fact]
    public void Its_corners_are_points_that_were_given() =>
        Clouds.Sample(points => UpperHull.Of(points).All(points.Contains));

    [Fact]
    public void A_mode_below_the_chord_of_its_neighbours_is_no_corner()
    {
        FrontierPoint silent = Points.At(0, 0.5, "gumbel");
        FrontierPoint poor = Points.At(5, 0.55);
        FrontierPoint good = Points.At(10, 0.7);
        Assert.Equal([silent, good], UpperHull.Of([good, poor, silent]));
    }

    [Fact]
    public void Without_a_silent_mode_there_is_none() => Assert.Throws<ArgumentException>(() => UpperHull.Of([Points.At(1, 0.5)]));
}
