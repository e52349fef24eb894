using System.Text.RegularExpressions;
using Coupling.Protocols;

namespace Coupling.Architecture.Tests;

/// <summary>A mode is described once: its page has its steps, and the code has the same numbers.</summary>
public partial class ProtocolPageTests
{
    /// <summary>Parameters, and a value of each: `repair:c` is a family; `optimal:cached` is a name.</summary>
    private static readonly Dictionary<string, string> Parameters = new() { ["c"] = "4", ["eps"] = "1e-3", ["B"] = "4" };

    public static TheoryData<string> Patterns => [.. ProtocolCatalog.Modes.Select(mode => mode.Pattern)];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Every_mode_has_a_page_of_its_name_that_the_list_of_modes_links_to(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        string name = PageName(pattern);
        Assert.StartsWith($"# {pattern}\n", Page(name), StringComparison.Ordinal);
        Assert.Contains($"[{pattern}]({name}.md)", Page("README"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Every_numbered_step_in_the_code_is_a_step_of_the_page(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        string name = PageName(pattern);
        int[] described = [.. StepOfPage().Matches(Steps(name)).Select(match => Number(match.Groups[1].Value))];
        Assert.Equal(Enumerable.Range(1, described.Length), described);

        int[] coded = [.. SourcesOf(name).SelectMany(StepsInCode).Distinct().Order()];
        Assert.Empty(coded.Except(described));
        if (Sample(pattern) is ConversingProtocol)
        {
            Assert.Equal(described, coded);
        }
    }

    [Fact]
    public void Every_source_that_numbers_steps_belongs_to_a_page()
    {
        string[] withPage = [.. ProtocolCatalog.Modes.SelectMany(mode => SourcesOf(PageName(mode.Pattern)))];
        Assert.Empty(ProtocolSources().Where(path => StepsInCode(path).Any()).Except(withPage).Select(Path.GetFileName));
    }

    private static string PageName(string pattern) => ParameterOf(pattern) is { } parameter
        ? pattern[..^(parameter.Length + 1)]
        : pattern.Replace(':', '-');

    private static Protocol Sample(string pattern) => ProtocolCatalog.Parse(
        ParameterOf(pattern) is { } parameter ? $"{PageName(pattern)}:{Parameters[parameter]}" : pattern);

    private static string? ParameterOf(string pattern) =>
        Parameters.Keys.FirstOrDefault(parameter => pattern.EndsWith($":{parameter}", StringComparison.Ordinal));

    private static string Page(string name) => File.ReadAllText(Path.Combine(Product.Root, "docs", "protocols", $"{name}.md"));

    private static string Steps(string name)
    {
        string page = Page(name);
        int start = page.IndexOf("\n## Steps\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{name} has no steps.");
        int end = page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return page[start..end];
    }

    /// <summary>The file that names the page, and the other parts of its class.</summary>
    private static IEnumerable<string> SourcesOf(string page) =>
        from path in ProtocolSources()
        where File.ReadAllText(path).Contains($"docs/protocols/{page}.md", StringComparison.Ordinal)
        from part in ProtocolSources()
        where Path.GetFileName(part).Split('.')[0] == Path.GetFileName(path).Split('.')[0]
        select part;

    private static IEnumerable<string> ProtocolSources() =>
        Product.Sources("Coupling").Where(path => Path.GetFileName(Path.GetDirectoryName(path)) == "Protocols");

    private static IEnumerable<int> StepsInCode(string path) =>
        from Match comment in StepOfCode().Matches(File.ReadAllText(path))
        from Capture number in comment.Groups["number"].Captures
        select Number(number.Value);

    private static int Number(string digits) => int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d+)\. ", RegexOptions.Multiline)]
    private static partial Regex StepOfPage();

    [GeneratedRegex(@"^\s*// (?<number>\d+)\.( and (?<number>\d+)\.)* ", RegexOptions.Multiline)]
    private static partial Regex StepOfCode();
}
