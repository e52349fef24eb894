using System.Globalization;
using System.Text.RegularExpressions;
using Coupling.Speculation;

namespace Coupling.Architecture.Tests;

/// <summary>A scheme is described once: its page, which may be that of several, has its steps, and the code has the same numbers.</summary>
public partial class SpeculationPageTests
{
    private static readonly string Folder = Path.Combine(Product.Root, "docs", "speculation");

    /// <summary>They are about all schemes: the table of them, and how to run them.</summary>
    private static readonly string[] Common = ["README", "running"];

    private static readonly string[] PageNames =
        [.. Directory.EnumerateFiles(Folder, "*.md").Select(path => Path.GetFileNameWithoutExtension(path)).Except(Common).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Pages => [.. PageNames];

    /// <summary>The title of a page names its schemes: `# none, none:minhash`.</summary>
    [Fact]
    public void Every_scheme_has_one_page() => Assert.Equal(
        SchemeCatalog.Patterns.Select(scheme => scheme.Pattern).Order(StringComparer.Ordinal),
        PageNames.SelectMany(Patterns).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_table_of_schemes_links_to_each_of_its_schemes(string page) =>
        Assert.All(Patterns(page), pattern => Assert.Contains($"[{pattern}]({page}.md)", Text("README"), StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_numbered_steps_in_the_code_are_the_steps_of_the_page(string page)
    {
        int[] described = [.. StepOfPage().Matches(Steps(page)).Select(match => Number(match.Groups[1].Value))];
        Assert.NotEmpty(described);
        Assert.Equal(Enumerable.Range(1, described.Length), described);
        Assert.Equal(described, SourcesOf(page).SelectMany(StepsInCode).Distinct().Order());
    }

    [Fact]
    public void Every_source_that_numbers_steps_belongs_to_a_page()
    {
        string[] withPage = [.. PageNames.SelectMany(SourcesOf)];
        Assert.Empty(Sources().Where(path => StepsInCode(path).Any()).Except(withPage).Select(Path.GetFileName));
    }

    private static string[] Patterns(string page) => Text(page).Split('\n')[0]["# ".Length..].Split(", ");

    private static string Text(string page) => File.ReadAllText(Path.Combine(Folder, $"{page}.md"));

    private static string Steps(string page)
    {
        string text = Text(page);
        int start = text.IndexOf("\n## Steps\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{page} has no steps.");
        return text[start..text.IndexOf("\n## ", start + 1, StringComparison.Ordinal)];
    }

    /// <summary>The file that names the page, and the other parts of its class.</summary>
    private static IEnumerable<string> SourcesOf(string page) =>
        from path in Sources()
        where File.ReadAllText(path).Contains($"docs/speculation/{page}.md", StringComparison.Ordinal)
        from part in Sources()
        where Path.GetFileName(part).Split('.')[0] == Path.GetFileName(path).Split('.')[0]
        select part;

    private static IEnumerable<string> Sources() =>
        Product.Sources("Coupling").Where(path => Path.GetFileName(Path.GetDirectoryName(path)) == "Speculation");

    private static IEnumerable<int> StepsInCode(string path) =>
        from Match comment in StepOfCode().Matches(File.ReadAllText(path))
        from Capture number in comment.Groups["number"].Captures
        select Number(number.Value);

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d+)\. ", RegexOptions.Multiline)]
    private static partial Regex StepOfPage();

    [GeneratedRegex(@"^\s*// (?<number>\d+)\.( and (?<number>\d+)\.)* ", RegexOptions.Multiline)]
    private static partial Regex StepOfCode();
}
