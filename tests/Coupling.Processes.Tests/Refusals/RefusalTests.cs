using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Refusals;

[Collection(OneAtATime.Name)]
public sealed class RefusalTests
{
    private const int Usage = 64;
    private const int BadData = 65;

    [Theory]
    [InlineData("--modes=gumbl", "mode 'gumbl' is unknown; did you mean gumbel?")]
    [InlineData("--modes=repair:63", "mode 'repair:63': not of the form repair:c")]
    [InlineData("--modes=gumbel,gumbel", "modes: gumbel twice (allowed: each mode once)")]
    [InlineData("--rounds=0", "rounds: 0 (allowed: 1 to 1099511627776)")]
    [InlineData("--batch=0", "batch: 0 (allowed: 1 to 65536)")]
    [InlineData("--modes=gumbel,repair:8 --max-payload=100", "repair:8: expected payload")]
    public async Task A_request_that_cannot_be_met_is_refused_with_what_is_allowed(string arguments, string message) =>
        await RefusedAsync(Usage, message, ["--p", Pair.P, "--q", Pair.Q, .. arguments.Split(' ')]);

    [Theory]
    [InlineData("--bogus=1", "--bogus")]
    [InlineData("--rounds=many", "--rounds: many (allowed: a whole number")]
    [InlineData("--rounds=-1", "--rounds: -1 (allowed: a whole number")]
    [InlineData("--format=xml", "'xml' not recognized")]
    [InlineData("--topology=cloud", "'cloud' not recognized")]
    [InlineData("--name=../elsewhere", "--name: ../elsewhere (allowed: 1 to 44 of")]
    public async Task An_option_that_means_nothing_is_refused_before_anything_starts(string argument, string message) =>
        await RefusedAsync(Usage, message, ["--p", Pair.P, "--q", Pair.Q, argument]);

    [Theory]
    [InlineData("inline:0.5,-0.5,1", "alice: inline:0.5,-0.5,1: item 1: -0.5 (allowed: 0")]
    [InlineData("inline:0.5,0.4", "alice: inline:0.5,0.4")]
    [InlineData("zipff:1,4", "alice: zipff:1,4: kind: \"zipff\", did you mean zipf:?")]
    [InlineData("uniform:5", "P has 5 items, Q has 4 (allowed: the same number)")]
    public async Task Weights_that_are_none_are_bad_data_and_the_message_names_the_place(string p, string message) =>
        await RefusedAsync(BadData, message, ["--p", p, "--q", Pair.Q]);

    [Fact]
    public async Task A_missing_file_is_bad_data_and_named()
    {
        using var folder = new TempFolder();
        await RefusedAsync(BadData, folder.In("nowhere.json"), ["--p", folder.In("nowhere.json"), "--q", Pair.Q]);
    }

    [Fact]
    public async Task Malformed_JSON_is_bad_data_with_file_and_line()
    {
        using var folder = new TempFolder();
        string file = folder.Write("p.json", "[0.5,\n 0.25, oops]");
        await RefusedAsync(BadData, "bob: " + file, ["--p", Pair.P, "--q", file]);
    }

    [Fact]
    public async Task A_negative_weight_in_a_file_is_named_with_its_row_and_item()
    {
        using var folder = new TempFolder();
        string file = folder.Write("q.json", "[[0.25,0.25,0.25,0.25],[0.5,0.75,-0.25,0]]");
        await RefusedAsync(BadData, $"{file}#1: item 2: -0.25 (allowed: 0", ["--p", Pair.P, "--q", file + "#1"]);
    }

    [Fact]
    public async Task A_text_and_weights_do_not_go_together()
    {
        using var folder = new TempFolder();
        string file = folder.Write("a.txt", "to be or not to be");
        await RefusedAsync(BadData, "alice's input is text-word, bob's index", ["--p", "text:" + file, "--q", Pair.Q]);
    }

    [Fact]
    public async Task A_folder_that_holds_a_result_is_not_written_over()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.Out);
        string result = Path.Combine(folder.Out, "result.json");
        File.WriteAllText(result, "precious");
        Outcome outcome = await CouplingProgram.RunAsync("run", "--p", Pair.P, "--q", Pair.Q, "--rounds", "10", "--out", folder.Out);
        outcome.EndedWith(Usage).SaysWithoutTrace("holds a result already");
        Assert.Equal("precious", File.ReadAllText(result));
    }

    [Fact]
    public async Task A_mistake_in_an_input_is_told_alike_by_parties_in_processes_of_their_own()
    {
        using var folder = new TempFolder();
        Outcome outcome = await CouplingProgram.RunAsync("run", "--p", Pair.P, "--q", "inline:2,-1", "--rounds", "10", "--out", folder.Out);
        outcome.EndedWith(BadData).SaysWithoutTrace("bob: inline:2,-1: item 0: 2 (allowed: 0");
        Assert.False(folder.HasResult);
    }

    private static async Task RefusedAsync(int exitCode, string message, string[] arguments)
    {
        using var folder = new TempFolder();
        string[] standard = ["--format=json", "--topology=in-process"];
        IEnumerable<string> more = standard.Where(option => !arguments.Any(argument => argument.Split('=')[0] == option.Split('=')[0]));
        Outcome outcome = await CouplingProgram.RunAsync(["run", "--out", folder.Out, .. more, .. arguments]);
        outcome.EndedWith(exitCode).SaysWithoutTrace(message);
        Assert.Empty(outcome.Output);
        Assert.False(folder.HasResult);
        Assert.False(Directory.Exists(folder.Out));
    }
}
