using System.Text.Json;
using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Runs;

[Collection(OneAtATime.Name)]
public sealed class TextTests
{
    private const string English = "the sea the ship the bell and the night\n";
    private const string German = "die See das Schiff die Glocke and und die Nacht\n";

    [Fact]
    public async Task Two_texts_agree_on_the_union_of_their_words_and_a_file_with_it_gives_the_same_digests()
    {
        using var folder = new TempFolder();
        string[] texts = Texts(folder, string.Empty);
        JsonElement agreed = await RunAsync(folder, "agreed", [.. texts, "--topology", "processes"]);
        string[] words = [.. (English + German).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Distinct()];
        JsonElement alphabet = agreed.GetProperty("alphabet");
        Assert.Equal("text-word", alphabet.Text("kind"));
        Assert.Equal(words.Length, alphabet.Count("size"));
        Assert.NotEqual(0, alphabet.Count("control_bytes"));

        string file = folder.Write("words.txt", string.Join('\n', words) + "\n");
        JsonElement given = await RunAsync(folder, "given", [.. texts, "--alphabet", file]);
        Assert.Equal(alphabet.Text("digest"), given.At("alphabet", "digest").GetString());
        Assert.Equal(0, given.At("alphabet").Count("control_bytes"));
        Assert.Equal(
            agreed.Modes().Select(mode => mode.Text("digest")), given.Modes().Select(mode => mode.Text("digest")));
    }

    [Fact]
    public async Task A_text_can_be_taken_character_by_character()
    {
        using var folder = new TempFolder();
        JsonElement result = await RunAsync(folder, "characters", Texts(folder, "?unit=char"));
        Assert.Equal("text-char", result.At("alphabet", "kind").GetString());
        Assert.Equal((English + German).Distinct().Count(), result.At("alphabet", "size").GetInt32());
    }

    [Fact]
    public async Task An_item_outside_the_given_alphabet_is_bad_data_and_named()
    {
        using var folder = new TempFolder();
        string file = folder.Write("words.txt", "the\nsea\nship\nbell\nand\nnight\n");
        Outcome outcome = await CouplingProgram.RunAsync(
            ["run", .. Texts(folder, string.Empty), "--alphabet", file, "--out", folder.Out, "--topology", "in-process"]);
        outcome.EndedWith(65).SaysWithoutTrace("\"Glocke\"");
        Assert.False(folder.HasResult);
    }

    private static string[] Texts(TempFolder folder, string options) =>
    [
        "--p", "text:" + folder.Write("en.txt", English) + options,
        "--q", "text:" + folder.Write("de.txt", German) + options,
    ];

    private static async Task<JsonElement> RunAsync(TempFolder folder, string name, string[] arguments)
    {
        string[] topology = arguments.Contains("--topology") ? [] : ["--topology", "in-process"];
        Outcome outcome = await CouplingProgram.RunAsync(
        [
            "run", "--modes", "gumbel,repair:8,optimal:cached", "--rounds", "5000", "--format", "json",
            "--out", folder.In(name), .. topology, .. arguments,
        ]);
        JsonElement result = outcome.EndedWith(0).Json();
        Assert.Equal("valid", result.Text("verdict"));
        return result;
    }
}
