using System.Text;
using Coupling.Figures.Scatters;

namespace Coupling.Figures.Tests;

public sealed class ScatterTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("coupling-scatter-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(900)]
    public void The_pictures_are_written_with_their_text(int rows)
    {
        RowScatter scatter = Of(rows);
        string png = Path.Combine(folder.FullName, "scatter.png");
        string svg = Path.Combine(folder.FullName, "scatter.svg");
        ScatterPicture.SavePng(scatter, png);
        ScatterPicture.SaveSvg(scatter, svg);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(png)[..4]);
        string text = File.ReadAllText(svg);
        Assert.All((string[])["total variation distance D", "the optimum", "the floor of silence", "gumbel", "repair:2", "repair:8"], part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_csv_has_a_line_per_row_and_mode()
    {
        string[] lines = ScatterDocument.Csv(Of(3)).Split('\n');
        Assert.Equal("mode,row,rounds,total_variation,agreement,low,high,exact,floor,optimum", lines[0]);
        Assert.Equal(3 * 3, lines.Length - 2);
        Assert.StartsWith("gumbel,0,100,0,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_sketch_has_every_mode_and_both_curves()
    {
        string sketch = ScatterSketch.Of(Of(40));
        Assert.Contains("a gumbel  b repair:2  c repair:8  - 1 - D  . (1 - D)/(1 + D)", sketch, StringComparison.Ordinal);
        Assert.All(sketch.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"plan":{"rows":null}}""")]
    [InlineData("""{"plan":{"rows":4,"rounds_per_row":1,"seed":1},"modes":[]}""")]
    [InlineData("""{"plan":{"rows":4,"rounds_per_row":1,"seed":1},"modes":[{"mode":"gumbel","bob_law":"q","rounds":4,"rows":null}]}""")]
    public void What_is_no_workloads_result_is_refused(string json) =>
        Assert.Throws<InvalidDataException>(() => ScatterReader.Read(Encoding.UTF8.GetBytes(json)));

    private static RowScatter Of(int rows) => new(
        "run", "p.npy", "q.npy", 50, 1, rows, 100, [.. new[] { "gumbel", "repair:2", "repair:8" }.Select(mode => new RowSeries(mode, [.. Enumerable.Range(0, rows).Select(row => Point(row, rows))]))]);

    private static RowPoint Point(int row, int rows)
    {
        double distance = 0.8 * row / rows;
        double agreement = (RowScatter.FloorAt(distance) + RowScatter.OptimumAt(distance)) / 2;
        return new RowPoint(row, 100, distance, agreement, Math.Max(0, agreement - 0.05), Math.Min(1, agreement + 0.05), agreement);
    }
}
