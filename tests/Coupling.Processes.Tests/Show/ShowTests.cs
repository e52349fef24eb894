using System.Diagnostics;
using System.Text.Json;

namespace Coupling.Processes.Tests.Show;

/// <summary>`coupling show` as a user calls it: a process with its output and its exit code.</summary>
public sealed class ShowTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("coupling-show-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_was_read_is_printed()
    {
        (int code, string output, string errors) = await ShowAsync("inline:0.25,0.75", "--top", "1");
        Assert.Equal((0, ""), (code, errors));
        Assert.Equal(
            [
                "source    inline:0.25,0.75",
                "kind      inline",
                "n         2",
                "support   2",
                "sum       1",
                "entropy   0.811278 bits",
                "digest    a084810e7c2a939ffa5af0a8540ded8acccd39d21be922c668a89bfaa4b98e9c",
                "alphabet  index, b018b00208ebb1896e190b0da1bf4d15976ff7e525eda686db67d0e02ef43019",
                "p[1]      0.75",
            ],
            output.Split('\n')[..^1]);
    }

    [Fact]
    public async Task A_text_is_shown_with_its_items()
    {
        string text = Path.Combine(folder, "t.txt");
        await File.WriteAllTextAsync(text, "ä\nä");
        (int code, string output, _) = await ShowAsync($"text:{text}?unit=char");
        Assert.Equal(0, code);
        Assert.Contains("p[1]      0.6666666666666666 \"ä\"\np[0]      0.3333333333333333 \"\\n\"\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_reads_back_to_the_same_digest_and_is_never_overwritten()
    {
        string export = Path.Combine(folder, "w.npy");
        JsonElement first = await JsonAsync("dirichlet:0.3,1000,5", "--export", export);
        JsonElement second = await JsonAsync(export);
        Assert.Equal(export, first.GetProperty("export").GetString());
        Assert.Equal(JsonValueKind.Null, second.GetProperty("export").ValueKind);
        foreach (string field in new[] { "digest", "entropy_bits", "sum", "n", "support", "alphabet", "largest" })
        {
            Assert.Equal(first.GetProperty(field).GetRawText(), second.GetProperty(field).GetRawText());
        }

        byte[] before = await File.ReadAllBytesAsync(export);
        (int code, string output, string errors) = await ShowAsync("uniform:3", "--export", export);
        Assert.Equal((64, ""), (code, output));
        Assert.Contains("w.npy exists already (allowed: a new file", errors, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(export));
        Assert.Equal([export], Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData(65, "inline:0.5,0.4", "inline:0.5,0.4: sum of the weights: 0.9 (allowed: 1 within 1e-9)")]
    [InlineData(65, "missing.csv", "missing.csv: \"missing.csv\": no such file")]
    [InlineData(65, "nothing", "nothing: not a SPEC")]
    [InlineData(64, "", "Required argument 'SPEC' missing")]
    [InlineData(64, "uniform:3 --top -1", "--top: -1 (allowed: 0 to 1048576)")]
    [InlineData(64, "uniform:3 --top 1048577", "--top: 1048577 (allowed: 0 to 1048576)")]
    [InlineData(64, "uniform:3 --format xml", "'xml'")]
    [InlineData(64, "uniform:3 --export w.json", "--export: w.json does not end in .npy (allowed: ")]
    [InlineData(64, "uniform:3 --export no/such/w.npy", "--export: no/such/w.npy is in a folder that is not there")]
    public async Task What_is_wrong_is_said_and_coded(int expected, string arguments, string message)
    {
        (int code, string output, string errors) = await ShowAsync(
            arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((expected, ""), (code, output));
        Assert.Contains(message, errors, StringComparison.Ordinal);
    }

    private async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        (int code, string output, string errors) = await ShowAsync([.. arguments, "--format", "json"]);
        Assert.Equal((0, ""), (code, errors));
        using var document = JsonDocument.Parse(output);
        Assert.Equal("coupling.show/1", document.RootElement.GetProperty("schema").GetString());
        return document.RootElement.Clone();
    }

    private async Task<(int Code, string Output, string Errors)> ShowAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Coupling.Cli.dll"), "show", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
