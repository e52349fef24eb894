using System.Text.Json;
using Coupling.Figures.Advising;

namespace Coupling.Figures.Tests;

public sealed class AdviceOutputTests : IDisposable
{
    private static readonly Advice Small = AdvisePoints.Advice(
        new AdviceWish(MaxLoss: 0.02),
        AdvisePoints.At("gumbel", 0.7, 0, 5000),
        AdvisePoints.At("repair:2", 0.75, 10, 1500, 2000, AdvisePoints.Time(5e-4, 0.2, 0.75)),
        AdvisePoints.At("repair:8", 0.79, 20, 1400, 1000, AdvisePoints.Time(5e-4, 0.2, 0.75)),
        AdvisePoints.Cached("optimal:cached", 0.8, 0.1, 6000));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("coupling-figures-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_json_has_the_modes_in_their_order_and_what_to_take()
    {
        JsonElement document = JsonElement.Parse(AdviceDocument.Json(Small));
        Assert.Equal("coupling.advice/1", document.GetProperty("schema").GetString());
        Assert.Equal(["optimal:cached", "gumbel", "repair:2", "repair:8"], document.GetProperty("modes").EnumerateArray().Select(mode => mode.GetProperty("mode").GetString()));
        JsonElement repair = document.GetProperty("modes")[2];
        Assert.Equal(10.1 / 0.05, repair.GetProperty("bits_per_added_sample").GetDouble(), 1e-9);
        Assert.Equal(2000, repair.GetProperty("predicted_agreed_per_second").GetDouble(), 1e-9);
        Assert.Equal("rate", repair.GetProperty("limited_by").GetString());
        Assert.Equal(JsonValueKind.Null, document.GetProperty("modes")[1].GetProperty("agreed_per_socket_bit").ValueKind);
        JsonElement changing = document.GetProperty("if_pair_changes").GetProperty("recommended")[0];
        Assert.Equal((0.02, "repair:8"), (changing.GetProperty("max_loss").GetDouble(), changing.GetProperty("mode").GetString()));
        Assert.Equal("optimal:cached", document.GetProperty("as_measured").GetProperty("most_agreed_per_second").GetString());
        Assert.Equal(25, document.GetProperty("link").GetProperty("up").GetProperty("delay_ms").GetDouble());
    }

    [Fact]
    public void The_csv_has_a_line_per_mode_with_a_field_per_name()
    {
        string[] lines = AdviceDocument.Csv(Small).Split('\n');
        Assert.Equal(6, lines.Length);
        int fields = lines[0].Split(',').Length;
        Assert.All(lines[..5], line => Assert.Equal(fields, line.Split(',').Length));
        Assert.StartsWith("gumbel,10000,5000,,", lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("as they are")]
    [InlineData("all alike")]
    [InlineData("one silent mode")]
    public void The_pictures_are_written_with_their_text(string what)
    {
        Advice advice = what switch
        {
            "all alike" => Small with { Points = [.. Small.Points.Select(point => point with { Exact = 0.8, Seconds = 1 })], Link = null },
            "one silent mode" => Small with { Points = [Small.Points[1]], Wish = new AdviceWish() },
            _ => Small,
        };
        string png = Path.Combine(folder.FullName, "advice.png");
        string svg = Path.Combine(folder.FullName, "advice.svg");
        AdvicePicture.SavePng(advice, png);
        AdvicePicture.SaveSvg(advice, svg);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(png)[..4]);
        string text = File.ReadAllText(svg);
        Assert.Contains("agreed samples per second", text, StringComparison.Ordinal);
        Assert.Contains(advice.Link is null ? "no shape" : "up 25 ms, 1 Mbit/s, down 25 ± 2 ms, any rate", text, StringComparison.Ordinal);
    }
}
