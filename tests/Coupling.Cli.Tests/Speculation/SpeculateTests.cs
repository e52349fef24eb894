using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Coupling.Cli.Tests.Commands;

namespace Coupling.Cli.Tests.Speculation;

/// <summary>`coupling speculate`, all services in its process.</summary>
public sealed class SpeculateTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Without_models_it_writes_texts_of_a_shipped_story_and_judges_them()
    {
        CliRun run = await RunAsync("--scheme", "invariant:gumbel,standard,invariant:index,repair:4,none", "--tokens", "80", "--format", "json");
        Assert.True(run.ExitCode == 0, run.Errors);
        JsonElement result = JsonElement.Parse(run.Output);
        Assert.Equal("coupling.speculation/1", result.GetProperty("schema").GetString());
        JsonElement[] texts = [.. result.GetProperty("texts").EnumerateArray()];
        Assert.Equal(5, texts.Length);
        Assert.All(texts, text => Assert.Equal("valid", text.GetProperty("verdict").GetString()));

        // The replay read both models again: what is invariant is the target's own text, and acceptance has its law.
        Assert.Equal([true, null, true, null, true], texts.Select(text => (bool?)(text.GetProperty("replay").GetProperty("equal") is { ValueKind: JsonValueKind.True })).Zip(texts, (equal, text) => text.GetProperty("invariant").GetBoolean() ? equal : null));
        Assert.All(texts[..4], text => Assert.InRange(text.GetProperty("acceptance_exact").GetDouble(), 0.2, 1));
        Assert.All(texts[..4], text => Assert.InRange(text.GetProperty("acceptance_p_value").GetDouble(), 1e-6, 1));
        Assert.Equal(JsonValueKind.Null, texts[4].GetProperty("acceptance_exact").ValueKind);
        Assert.Single(new[] { texts[0], texts[2], texts[4] }.Select(text => text.GetProperty("text_hash").GetString()).Distinct());

        // A text without a cut letter is what its hash is of.
        byte[] bytes = Encoding.UTF8.GetBytes(texts[0].GetProperty("text").GetString()!);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), texts[0].GetProperty("text_hash").GetString());
        Assert.Equal(["efficiency.png", "efficiency.svg", "result.json", "speculation.csv", "speculation.json"], folder.Files);
        Assert.Equal(run.Output.TrimEnd('\n'), File.ReadAllText(Path.Combine(folder.FullPath, "result.json")));
    }

    [Fact]
    public async Task Several_links_are_several_runs_and_a_picture_of_their_speeds()
    {
        CliRun run = await RunAsync("--scheme", "invariant:gumbel,none", "--gamma", "2,4", "--tokens", "20", "--link", "none", "--link", "delay=1ms,rate=10mbit", "--no-replay");
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains("Texts, link delay=1ms,rate=10mbit", run.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["efficiency.png", "efficiency.svg", "link-1/result.json", "link-2/result.json", "speculation.csv", "speculation.json", "throughput.png", "throughput.svg"], folder.Files);
        JsonElement sweep = JsonElement.Parse(File.ReadAllBytes(Path.Combine(folder.FullPath, "speculation.json")));
        JsonElement[] texts = [.. sweep.GetProperty("texts").EnumerateArray()];
        Assert.Equal([2, 4, 0, 2, 4, 0], texts.Select(text => text.GetProperty("gamma").GetInt32()));
        Assert.Single(texts.Select(text => text.GetProperty("text_hash").GetString()).Distinct());
        JsonElement second = JsonElement.Parse(File.ReadAllBytes(Path.Combine(folder.FullPath, "link-2", "result.json")));
        Assert.Equal(1, second.GetProperty("link").GetProperty("asked").GetProperty("up").GetProperty("delay_ms").GetDouble());
        Assert.Equal(JsonValueKind.Object, second.GetProperty("link").GetProperty("measured").ValueKind);
        Assert.Equal("not wanted", second.GetProperty("texts")[0].GetProperty("replay").GetProperty("reason").GetString());
    }

    [Fact]
    public async Task The_text_is_shown_while_it_grows_and_as_lines_of_json()
    {
        CliRun table = await RunAsync("--scheme", "none", "--tokens", "30");
        JsonElement result = JsonElement.Parse(File.ReadAllBytes(Path.Combine(folder.FullPath, "result.json")));
        Assert.Contains(result.GetProperty("texts")[0].GetProperty("text").GetString()!, table.Errors, StringComparison.Ordinal);
        using var other = new TempFolder();
        CliRun lines = await CliRun.StartAsync("speculate", "--topology", "in-process", "--out", other.FullPath, "--scheme", "none", "--tokens", "30", "--format", "jsonl");
        JsonElement[] events = [.. lines.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
        Assert.Equal(30, events.Count(one => one.TryGetProperty("pass_done", out _)));
        Assert.Equal(result.GetProperty("texts")[0].GetProperty("text_hash").GetString(), events[^1].GetProperty("result").GetProperty("texts")[0].GetProperty("text_hash").GetString());
    }

    private Task<CliRun> RunAsync(params string[] arguments) => CliRun.StartAsync(["speculate", "--topology", "in-process", "--out", folder.FullPath, .. arguments]);
}
