using System.Text.Json;
using Coupling.Figures.Frontiers;

namespace Coupling.Figures.Tests;

public sealed class FrontierOutputTests : IDisposable
{
    private static readonly Frontier Small = Points.Frontier(
        Points.At(0, 0.5, "independent"), Points.At(0, 0.7, "gumbel"), Points.At(2, 0.72, "repair:2"), Points.At(10, 0.79, "repair:8"),
        Points.At(1, 0.8, "optimal:cached", amortised: true));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("coupling-figures-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_json_names_what_a_bit_buys()
    {
        JsonElement document = JsonElement.Parse(FrontierDocument.Json(Small));
        Assert.Equal("coupling.frontier/1", document.GetProperty("schema").GetString());
        JsonElement[] segments = [.. document.GetProperty("segments").EnumerateArray()];
        Assert.Equal(("gumbel", "repair:2", 2), (Text(segments[0], "from"), Text(segments[0], "to"), segments[0].GetProperty("bits").GetDouble()));
        Assert.Equal(0.01, segments[0].GetProperty("per_bit").GetDouble(), 1e-12);
        Assert.Equal(100, segments[0].GetProperty("bits_per_agreed_round").GetDouble(), 1e-9);
        Assert.Equal(["gumbel", "repair:2", "repair:8"], document.GetProperty("points").EnumerateArray()
            .Where(point => point.GetProperty("on_hull").GetBoolean()).Select(point => Text(point, "mode")));
    }

    [Fact]
    public void What_is_said_once_for_the_run_is_no_corner() =>
        Assert.DoesNotContain(Small.Hull, point => point.Mode == "optimal:cached");

    [Fact]
    public void The_csv_has_a_line_per_mode_and_reads_back()
    {
        string[] lines = FrontierDocument.Csv(Small).Split('\n');
        Assert.Equal("mode,rounds,bits_per_round,agreement,low,high,exact,amortised,on_hull", lines[0]);
        Assert.Contains("repair:8,10000,10,0.79,0.78,0.8,0.79,false,true", lines);
        Assert.Equal(7, lines.Length);
    }

    [Fact]
    public void The_sketch_has_every_family_and_its_axis()
    {
        string sketch = FrontierSketch.Of(Small);
        Assert.Contains("a independent  b gumbel  c repair  d optimal  . hull", sketch, StringComparison.Ordinal);
        Assert.All(sketch.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
    }

    [Fact]
    public void The_pictures_are_written_with_their_text()
    {
        string png = Path.Combine(folder.FullName, "frontier.png");
        string svg = Path.Combine(folder.FullName, "frontier.svg");
        FrontierPicture.SavePng(Small, png);
        FrontierPicture.SaveSvg(Small, svg);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(png)[..4]);
        string text = File.ReadAllText(svg);
        Assert.Contains("agreement Pr[a = b]", text, StringComparison.Ordinal);
        Assert.Contains("repair:", text, StringComparison.Ordinal);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
