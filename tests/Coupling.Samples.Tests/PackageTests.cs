using System.Text;
using System.Xml.Linq;

namespace Coupling.Samples.Tests;

public class PackageTests(PackedCore package) : IClassFixture<PackedCore>
{
    [Fact]
    public void It_holds_the_core_its_docstrings_and_a_readme_and_nothing_else() => Assert.Equal(
        ["Coupling.nuspec", "README.md", "lib/net10.0/Coupling.dll", "lib/net10.0/Coupling.xml"],
        package.Names.Order(StringComparer.Ordinal));

    [Fact]
    public void It_says_what_it_is_and_depends_on_nothing()
    {
        using var manifest = new MemoryStream(package.Read("Coupling.nuspec"));
        XElement metadata = XDocument.Load(manifest).Root!.Elements().Single();
        Assert.Equal("Coupling", Value("id"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("README.md", Value("readme"));
        Assert.NotEmpty(Value("description"));
        Assert.DoesNotContain(metadata.Descendants(), element => element.Name.LocalName == "dependency");

        string Value(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
    }

    [Fact]
    public void It_does_not_tell_where_it_was_built()
    {
        string bytes = Encoding.Latin1.GetString(package.Read("lib/net10.0/Coupling.dll"));
        Assert.Contains("/_/src/Coupling", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain(Sdk.Repository, bytes, StringComparison.Ordinal);
    }
}
