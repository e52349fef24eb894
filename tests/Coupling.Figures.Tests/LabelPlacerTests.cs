using Coupling.Figures.Drawing;
using CsCheck;

namespace Coupling.Figures.Tests;

public class LabelPlacerTests
{
    private static readonly PixelBox Field = new(0, 0, 400, 300);

    private static readonly Gen<PixelBox[]> Crowds =
        Gen.Select(Gen.Double[0, 380], Gen.Double[0, 250], Gen.Double[5, 50]).Array[1, 40]
            .Select(marks => marks.Select(mark => new PixelBox(mark.Item1, mark.Item2, mark.Item1 + 12, mark.Item2 + mark.Item3)).ToArray());

    [Fact]
    public void No_label_covers_a_mark_or_another_label_or_leaves_the_field() => Crowds.Sample(marks =>
    {
        var placer = new LabelPlacer(Field);
        Array.ForEach(marks, placer.TakeMark);
        PixelBox[] labels = [.. marks.Select(mark => placer.Place(mark, 30, 16)).OfType<PixelBox>()];
        return labels.All(label => label.IsWithin(Field) && !marks.Any(label.Overlaps))
            && labels.All(label => labels.Count(other => other.Overlaps(label)) == 1);
    });

    [Fact]
    public void A_label_alone_stands_to_the_right_of_its_mark()
    {
        var placer = new LabelPlacer(Field);
        var mark = new PixelBox(100, 100, 112, 140);
        placer.TakeMark(mark);
        PixelBox label = placer.Place(mark, 30, 16)!.Value;
        Assert.Equal((114, 120), (label.Left, (label.Top + label.Bottom) / 2));
    }

    [Fact]
    public void No_label_lies_on_a_line()
    {
        var placer = new LabelPlacer(Field);
        var mark = new PixelBox(100, 100, 112, 112);
        placer.TakeMark(mark);
        placer.TakeLine((106, 106), (380, 130));
        placer.TakeLine((106, 106), (106, 290));
        Assert.True(placer.Place(mark, 60, 16)!.Value.Bottom <= 100);
    }

    [Fact]
    public void A_label_never_comes_nearer_to_a_stranger() => Crowds.Sample(marks =>
    {
        var placer = new LabelPlacer(Field);
        Array.ForEach(marks, placer.TakeMark);
        return marks.All(mark => placer.Place(mark, 30, 16) is not { } label
            || marks.All(other => other == mark || label.DistanceTo(other) > label.DistanceTo(mark)));
    });
}
