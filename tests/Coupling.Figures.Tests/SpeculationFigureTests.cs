using System.Text.Json;
using Coupling.Figures.Speculations;

namespace Coupling.Figures.Tests;

public sealed class SpeculationFigureTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("coupling-figures-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_numbers_are_those_of_the_texts()
    {
        SpeculationSet set = Set(Text("standard", 4), Text("none", 0));
        JsonElement document = JsonElement.Parse(SpeculationNumbers.Json(set));
        Assert.Equal("coupling.speculation-sweep/1", document.GetProperty("schema").GetString());
        Assert.Equal(2, document.GetProperty("texts").GetArrayLength());
        Assert.Equal(3.5, document.GetProperty("texts")[0].GetProperty("block_efficiency").GetDouble());
        string[] lines = SpeculationNumbers.Csv(set).Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.Equal(lines[0].Split(',').Length, lines[1].Split(',').Length - 1);
        Assert.StartsWith("\"delay=20ms,rate=256kbit\",256000,40,standard,4,valid,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",,", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_of_efficiency_needs_two_texts_and_one_of_speed_two_links()
    {
        Assert.False(EfficiencyPicture.CanDraw(Set(Text("standard", 4))));
        SpeculationSet two = Set(Text("standard", 4), Text("standard", 8), Text("none", 0));
        Assert.True(EfficiencyPicture.CanDraw(two));
        Assert.False(ThroughputPicture.CanDraw(two));
        SpeculationSet links = Set(Text("standard", 4), Text("standard", 4) with { Link = "none", LinkRate = null });
        Assert.True(ThroughputPicture.CanDraw(links));

        EfficiencyPicture.Save(two, Path.Combine(folder.FullName, "efficiency"));
        ThroughputPicture.Save(links, Path.Combine(folder.FullName, "throughput"));
        Assert.All(["efficiency", "throughput"], name => Assert.Equal("PNG"u8.ToArray(), File.ReadAllBytes(Path.Combine(folder.FullName, $"{name}.png"))[1..4]));
        Assert.Contains("γ = 4, 8", File.ReadAllText(Path.Combine(folder.FullName, "efficiency.svg")), StringComparison.Ordinal);
        Assert.Contains("no shape", File.ReadAllText(Path.Combine(folder.FullName, "throughput.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_result_is_refused() =>
        Assert.Throws<InvalidDataException>(() => SpeculationReader.Read([("none", "{}"u8.ToArray())]));

    private static SpeculationSet Set(params SpeculationPoint[] points) => new("run", "valid", "ngram:5@a.txt", "ngram:2@a.txt", 1000, 100, 3, 1, points);

    private static SpeculationPoint Text(string scheme, int gamma) => new()
    {
        Link = "delay=20ms,rate=256kbit",
        LinkRate = 256_000,
        LinkDelay = 40,
        Scheme = scheme,
        Gamma = gamma,
        Verdict = "valid",
        IsExact = true,
        Law = "the target's law",
        Tokens = 100,
        Passes = 30,
        BlockEfficiency = gamma == 0 ? 1 : 3.5 + (gamma / 100.0) - 0.04,
        TokensPerSecond = 50,
        BitsPerTokenUp = gamma == 0 ? null : 1000 * gamma,
        BitsPerTokenDown = gamma == 0 ? null : 4,
        MessageBytes = 1000,
        SocketBytes = 1200,
        Turns = 60,
        TextHash = "0123456789abcdef",
    };
}
