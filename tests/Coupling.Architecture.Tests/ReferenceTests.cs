namespace Coupling.Architecture.Tests;

public class ReferenceTests
{
    private static readonly string[] Shadowing = ["Grpc", "System", "Google", "Polly"];

    [Fact]
    public void There_are_assemblies_to_look_at() => Assert.True(Product.Assemblies.Count >= 9);

    [Fact]
    public void A_party_knows_neither_theory_nor_the_coordination()
    {
        string[] forbidden = ["Coupling.Theory", "Coupling.Coordination", "Coupling.Link", "Coupling.Cli"];
        Assert.Empty(References.Allowed("Coupling.Party").Intersect(forbidden));
        Assert.Empty(References.Used(Product.Named("Coupling.Party")).Intersect(forbidden));
        Assert.Empty(References.Allowed("Coupling.Alice").Intersect(forbidden));
        Assert.Empty(References.Allowed("Coupling.Bob").Intersect(forbidden));
    }

    [Fact]
    public void The_coordination_does_not_know_the_parties_code() =>
        Assert.DoesNotContain("Coupling.Party", References.Allowed("Coupling.Coordination"));

    [Fact]
    public void The_core_references_nothing_but_the_base_class_library()
    {
        Assert.All(References.Used(Product.Named("Coupling")), name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
        Assert.Empty(References.Allowed("Coupling"));
        Assert.Equal(["Microsoft.CodeAnalysis.BannedApiAnalyzers"], References.Declared("Coupling", "PackageReference"));
        Assert.Empty(References.Declared("Coupling", "FrameworkReference"));
    }

    [Fact]
    public void The_link_references_no_other_project_of_ours()
    {
        Assert.Empty(References.Allowed("Coupling.Link"));
        Assert.DoesNotContain(References.Used(Product.Named("Coupling.Link")), name => name.StartsWith("Coupling", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_coordination_uses_Polly()
    {
        Assert.Equal(
            ["Coupling.Coordination"],
            Product.Assemblies.Where(assembly => References.Used(assembly).Any(IsPolly)).Select(assembly => assembly.GetName().Name!));
        Assert.Equal(
            ["Coupling.Coordination"],
            Product.Projects.Where(project => References.Declared(project, "PackageReference").Any(IsPolly)));
    }

    [Fact]
    public void No_namespace_shadows_a_library()
    {
        IEnumerable<string> spaces = Product.Assemblies.SelectMany(Product.Types).Select(type => type.Namespace ?? string.Empty).Distinct();
        Assert.DoesNotContain(spaces, space => space.StartsWith("Coupling", StringComparison.Ordinal) && space.Split('.').Intersect(Shadowing).Any());
    }

    private static bool IsPolly(string name) => name == "Polly" || name.StartsWith("Polly.", StringComparison.Ordinal);
}
