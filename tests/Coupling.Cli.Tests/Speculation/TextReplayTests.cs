using System.Text.Json;
using System.Text.Json.Nodes;
using Coupling.Cli.Speculation;
using Coupling.Cli.Tests.Commands;

namespace Coupling.Cli.Tests.Speculation;

/// <summary>The replay finds what is not the text of its models, and drafts that are accepted too often.</summary>
public sealed class TextReplayTests : IClassFixture<TextReplayTests.WrittenText>
{
    private readonly WrittenText written;

    public TextReplayTests(WrittenText written) => this.written = written;

    [Fact]
    public void What_the_services_wrote_is_judged_well_again()
    {
        using var replay = new TextReplay(isWanted: true);
        Assert.False(replay.Judge(written.Json).IsInvalid);
    }

    [Fact]
    public void Another_token_is_found_where_it_is()
    {
        JsonNode result = JsonNode.Parse(written.Json)!;
        JsonArray tokens = result["texts"]![0]!["token_ids"]!.AsArray();
        tokens[17] = ((int)tokens[17]! + 1) % 1000;
        (JsonElement text, bool isInvalid) = Judged(result);
        Assert.True(isInvalid);
        Assert.Equal("the text is not that of the target alone from token 17 on", text.GetProperty("findings")[0].GetString());
        Assert.False(text.GetProperty("replay").GetProperty("equal").GetBoolean());
        Assert.Equal("invalid", text.GetProperty("verdict").GetString());
    }

    [Fact]
    public void Drafts_that_are_all_accepted_are_off_their_law()
    {
        // As of a target that accepts whatever it is given: the same tokens, in passes of which none ends early.
        JsonNode result = JsonNode.Parse(written.Json)!;
        JsonNode text = result["texts"]![0]!;
        int passes = text["token_ids"]!.AsArray().Count / 5;
        text["drafted_per_pass"] = new JsonArray([.. Enumerable.Repeat(4, passes).Select(count => JsonValue.Create(count))]);
        text["accepted_per_pass"] = new JsonArray([.. Enumerable.Repeat(4, passes).Select(count => JsonValue.Create(count))]);
        (JsonElement judged, bool isInvalid) = Judged(result);
        Assert.True(isInvalid);
        Assert.StartsWith("acceptance is off its law: p = ", judged.GetProperty("findings")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_shown_is_not_judged_and_the_result_says_why()
    {
        JsonNode result = JsonNode.Parse(written.Json)!;
        result["models"]!["target"] = null;
        (JsonElement text, bool isInvalid) = Judged(result);
        Assert.False(isInvalid);
        Assert.Equal("the target's model is not shown", text.GetProperty("replay").GetProperty("reason").GetString());
        Assert.Equal(JsonValueKind.Null, text.GetProperty("replay").GetProperty("equal").ValueKind);
    }

    private static (JsonElement Text, bool IsInvalid) Judged(JsonNode result)
    {
        using var replay = new TextReplay(isWanted: true);
        JudgedResult judged = replay.Judge(IndentedJson.Of(result));
        return (JsonElement.Parse(judged.Json).GetProperty("texts")[0], judged.IsInvalid);
    }

    /// <summary>A text by a drafter that is often rejected.</summary>
    public sealed class WrittenText : IAsyncLifetime
    {
        public byte[] Json { get; private set; } = [];

        public async Task InitializeAsync()
        {
            using var folder = new TempFolder();
            CliRun run = await CliRun.StartAsync(
                "speculate", "--topology", "in-process", "--out", folder.FullPath, "--drafter", $"ngram:1@{Path.Combine(AppContext.BaseDirectory, "texts", "ferry.en.txt")}",
                "--scheme", "invariant:gumbel", "--tokens", "200", "--no-replay");
            Assert.True(run.ExitCode == 0, run.Errors);
            Json = File.ReadAllBytes(Path.Combine(folder.FullPath, "result.json"));
        }

        public Task DisposeAsync() => Task.CompletedTask;
    }
}
