using System.Text;
using System.Text.Json;
using Coupling.Processes.Tests.Programs;
using Coupling.Wire.V1;

namespace Coupling.Processes.Tests.Speculation;

/// <summary>Texts that services write together, over sockets.</summary>
[Collection(OneAtATime.Name)]
public sealed class TextTests
{
    private static readonly string[] Schemes = ["none", "invariant:gumbel", "standard", "none:minhash", "invariant:minhash"];

    [Fact]
    public async Task An_invariant_scheme_gives_the_text_of_the_target_alone_whatever_is_drafted()
    {
        await using TextServices services = await TextServices.StartAsync();
        var text = new StringBuilder();
        (RunEnded ended, JsonElement? result) = await services.RunAsync(
            TextServices.Request(150, 4, Schemes), pass => text.Append(pass.Text));
        Assert.Equal((0, "valid"), (ended.ExitCode, ended.Verdict));

        JsonElement[] texts = [.. result!.Value.Texts()];
        Assert.Equal(Schemes, texts.Select(one => one.Text("scheme")));
        Assert.Equal(string.Concat(texts.Select(one => one.Text("text"))), text.ToString());
        Assert.Equal(texts[0].Text("text_hash"), texts[1].Text("text_hash"));
        Assert.Equal(texts[0].Text("tokens_hash"), texts[1].Text("tokens_hash"));
        Assert.Equal(texts[3].Text("text_hash"), texts[4].Text("text_hash"));
        Assert.Equal(3, texts.Select(one => one.Text("text_hash")).Distinct().Count());
        Assert.All(texts, AssertWhole);
    }

    [Fact]
    public async Task What_a_pass_says_is_counted_once_and_by_everyone()
    {
        await using TextServices services = await TextServices.StartAsync();
        JsonElement result = await services.ResultOfAsync(TextServices.Request(150, 3, "invariant:gumbel", "standard", "none"));
        long n = result.Count("vocabulary", "size");
        JsonElement[] texts = [.. result.Texts()];
        long idBits = (long)Math.Ceiling(Math.Log2(n));

        // Ids alone; and ids with rows in binary16.
        Assert.Equal(texts[0].Count("drafted") * idBits, texts[0].Count("payload_bits", "rounds", "alice_to_bob"));
        Assert.Equal(idBits, texts[0].GetProperty("bits_per_draft_token_up").GetDouble());
        Assert.Equal(texts[1].GetProperty("stated_bits_per_draft_token").GetDouble(), texts[1].GetProperty("bits_per_draft_token_up").GetDouble());
        Assert.InRange(texts[1].GetProperty("bits_per_draft_token_up").GetDouble(), 16 * n, (16 * n) + idBits);
        Assert.Equal(JsonValueKind.Null, texts[2].GetProperty("bits_per_draft_token_up").ValueKind);
        Assert.Equal(0, texts[2].Count("connections") + texts[2].Total("socket_bytes") + texts[2].Total("payload_bits"));
        foreach (JsonElement text in texts[..2])
        {
            Assert.True(text.GetProperty("reconciled").GetBoolean());
            Assert.Contains(text.GetProperty("witnesses").EnumerateArray(), witness => witness.Text("what") == "socket_bytes alice_to_bob");

            // The drafter has nothing to say where only one token is left.
            Assert.Equal((2 * text.Count("passes")) - Numbers(text, "drafted_per_pass").Count(drafts => drafts == 0), text.Count("turns"));
            Assert.Equal(0, text.BothWays("payload_bits", "setup"));
            Assert.True(text.BothWays("message_bytes", "rounds") * 8 > text.BothWays("payload_bits", "rounds"));
        }
    }

    [Fact]
    public async Task The_same_request_gives_the_same_digest_and_another_seed_another_text()
    {
        await using TextServices services = await TextServices.StartAsync();
        JsonElement first = (await services.ResultOfAsync(TextServices.Request(80, 4, "standard"))).Texts().Single();
        JsonElement again = (await services.ResultOfAsync(TextServices.Request(80, 4, "standard"))).Texts().Single();
        SubmitRequest other = TextServices.Request(80, 4, "standard");
        other.Seed++;
        JsonElement third = (await services.ResultOfAsync(other)).Texts().Single();
        Assert.Equal(first.Text("digest"), again.Text("digest"));
        Assert.NotEqual(first.Text("text_hash"), third.Text("text_hash"));
    }

    private static void AssertWhole(JsonElement text)
    {
        Assert.Equal("valid", text.Text("verdict"));
        Assert.Equal(150, text.Count("tokens"));
        int[] drafted = Numbers(text, "drafted_per_pass");
        int[] accepted = Numbers(text, "accepted_per_pass");
        Assert.Equal(150, Numbers(text, "token_ids").Length);
        Assert.Equal(150, accepted.Length + accepted.Sum());
        Assert.Equal(text.Count("passes"), drafted.Length);
        Assert.Equal((drafted.Sum(), accepted.Sum()), ((int)text.Count("drafted"), (int)text.Count("accepted")));
        Assert.All(drafted.Zip(accepted), pass => Assert.InRange(pass.Second, 0, pass.First));
        Assert.Equal(text.Text("scheme").StartsWith("none", StringComparison.Ordinal) ? 0 : 4, drafted.Max());
    }

    private static int[] Numbers(JsonElement text, string name) => [.. text.GetProperty(name).EnumerateArray().Select(number => number.GetInt32())];
}
