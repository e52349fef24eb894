using Coupling.Cli.Tests.Commands;

namespace Coupling.Cli.Tests.Speculation;

/// <summary>What `coupling speculate` refuses before it starts anything, and how it says so.</summary>
public class SpeculateOptionsTests
{
    public static TheoryData<int, string, string[]> Refused => new()
    {
        { 64, "--scheme: scheme 'standart' is unknown; did you mean standard", ["--scheme", "standart"] },
        { 64, "--scheme: standard twice (allowed: each once)", ["--scheme", "standard,none,standard"] },
        { 64, "--gamma: 0 (allowed: 1 to 64, each once, separated by commas)", ["--gamma", "0"] },
        { 64, "--gamma: 4,65 (allowed: 1 to 64, each once, separated by commas)", ["--gamma", "4,65"] },
        { 64, "--gamma: 4,4 (allowed: 1 to 64, each once, separated by commas)", ["--gamma", "4,4"] },
        { 64, "--tokens: 0 (allowed: a whole number, 1 to 65536)", ["--tokens", "0"] },
        { 64, "--tokens: many (allowed: a whole number, 1 to 65536)", ["--tokens", "many"] },
        { 64, "--link: delay: 20 (allowed:", ["--link", "delay=20"] },
        { 64, "--drafter: given several times (allowed: once, or with --verify-invariance)", ["--drafter", "ngram:2@a", "--drafter", "ngram:3@a"] },
        { 64, "--prompt-file: not together with --prompt", ["--prompt", "a", "--prompt-file", "b"] },
        { 64, "--name: a/b (allowed: 1 to 36 of a-z, A-Z, 0-9, '-', '_')", ["--name", "a/b"] },
        { 64, "--certs: only with --coordinator", ["--certs", "folder"] },
        { 64, "--coordinator: nowhere (allowed:", ["--coordinator", "nowhere"] },
        { 64, "--target: not together with --coordinator, whose parties have their models already", ["--coordinator", "http://127.0.0.1:1", "--target", "ngram:2@a"] },
        { 64, "--verify-invariance: not together with --coordinator, whose parties have their models already", ["--coordinator", "http://127.0.0.1:1", "--verify-invariance"] },
        { 64, "--topology: in-process (allowed with --verify-invariance, which kills a process: processes)", ["--verify-invariance", "--topology", "in-process"] },
        { 65, "ngram:99@a", ["--target", "ngram:99@a"] },
        { 65, "no-such-file.txt", ["--target", "ngram:2@no-such-file.txt", "--topology", "in-process"] },
        { 65, "--prompt-file: Could not find file", ["--prompt-file", "no-such-file.txt"] },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task It_names_the_option_the_value_and_what_is_allowed(int code, string says, string[] arguments)
    {
        using var folder = new TempFolder();
        string output = Path.Combine(folder.FullPath, "out");
        CliRun run = await CliRun.StartAsync(["speculate", "--out", output, .. arguments ?? []]);
        Assert.True(run.ExitCode == code, $"{run.ExitCode}: {run.Errors}");
        Assert.Contains(says, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(output));
    }

    [Theory]
    [InlineData("--model: not together with --distribution", "--model", "ngram:2@a", "--distribution", "uniform:4")]
    [InlineData("--prior: only with --model", "--distribution", "uniform:4", "--prior", "ngram:2@a")]
    [InlineData("--vocabulary: only with --model", "--distribution", "uniform:4", "--vocabulary", "ngram:2@a")]
    [InlineData("--alphabet: only with --distribution", "--model", "ngram:2@a", "--alphabet", "a.txt")]
    public async Task A_party_holds_a_distribution_or_a_model(string says, params string[] arguments)
    {
        CliRun run = await CliRun.StartAsync(["bob", .. arguments ?? []]);
        Assert.Equal(64, run.ExitCode);
        Assert.StartsWith(says, run.Errors, StringComparison.Ordinal);
    }
}
