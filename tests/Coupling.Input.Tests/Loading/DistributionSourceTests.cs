
namespace Coupling.Input.Tests.Loading;

public sealed class DistributionSourceTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Indexed_kinds_give_rows()
    {
        Assert.Equal([0.5, 0.3, 0.2], Weights("inline:0.5,0.3,0.2"));
        Assert.Equal([0.25, 0.25, 0.25, 0.25], Weights("uniform:4"));
        Assert.Equal([1.0], Weights("zipf:2,1"));
        Assert.Equal([1.0, 0.0], Weights("inline:1,0"));
        Assert.Equal([0.8, 0.2], Weights("geometric:0.25,2"));
        Assert.Equal([0.0, 0.5, 0.5, 0.0], Weights("subset:1,3,4"));
        Assert.Equal(Distributions.Generators.Dirichlet(0.5, 3, 7).Weights.ToArray(), Weights("dirichlet:0.5,3,7"));
    }

    [Theory]
    [InlineData("inline:0.5,0.4", "sum of the weights", "0.9", "1 within 1e-9")]
    [InlineData("inline:0,0", "sum of the weights", "0", "1 within 1e-9")]
    [InlineData("inline:1.5,-0.5", "item 0", "1.5", "2.3e-308 to 1")]
    [InlineData("inline:0.5,-0.5,1", "item 1", "-0.5", "2.3e-308 to 1")]
    [InlineData("inline:1,-0.0", "item 1", "-0.0", "2.3e-308 to 1")]
    [InlineData("inline:1,1e-310", "item 1", "1E-310", "2.3e-308 to 1")]
    [InlineData("inline:1e308,1e308", "item 0", "1E+308", "2.3e-308 to 1")]
    [InlineData("uniform:0", "n: 0", "1 to 1048576", "")]
    [InlineData("uniform:1048577", "n: 1048577", "1 to 1048576", "")]
    [InlineData("zipf:51,3", "s: 51", "-50 to 50", "")]
    [InlineData("geometric:0,3", "r: 0", "above 0, at most 1", "")]
    [InlineData("geometric:1.5,3", "r: 1.5", "above 0, at most 1", "")]
    [InlineData("dirichlet:0,3,1", "alpha: 0", "0.001 to 1000000", "")]
    [InlineData("dirichlet:1,1048577,1", "n: 1048577", "1 to 1048576", "")]
    [InlineData("subset:3,3,5", "to: 3", "4 to 5", "")]
    [InlineData("subset:5,6,5", "from: 5", "0 to 4", "")]
    [InlineData("zipf:1,0", "n: 0", "1 to 1048576", "")]
    public void Weights_out_of_range_are_named_with_their_spec(string spec, string a, string b, string c) =>
        Refusal.Names(() => DistributionSource.Load(spec), spec + ":", a, b, c);

    [Theory]
    [InlineData("csv")]
    [InlineData("npy")]
    [InlineData("json")]
    public void Files_of_every_format_that_cannot_be_opened_are_named(string format)
    {
        string missing = Path.Combine(folder.Path, "missing." + format);
        string directory = Directory.CreateDirectory(Path.Combine(folder.Path, "dir." + format)).FullName;
        Refusal.Names(() => DistributionSource.Load(missing + "#3"), "missing." + format + "#3: ", "no such file", "a readable file");
        Refusal.Names(() => DistributionSource.Load(directory), "dir." + format, "a directory", "a readable file");
        string empty = folder.Write("empty." + format, "");
        Refusal.Names(() => DistributionSource.Load(empty), "empty." + format, "allowed: ");
    }

    [Fact]
    public void What_cannot_be_opened_is_named()
    {
        string missing = Path.Combine(folder.Path, "missing.json");
        string nowhere = Path.Combine(folder.Path, "no", "x.json");
        string directory = Directory.CreateDirectory(Path.Combine(folder.Path, "dir.json")).FullName;
        Refusal.Names(() => DistributionSource.Load(missing), "missing.json", "no such file", "a readable file");
        Refusal.Names(() => DistributionSource.Load(nowhere), "x.json", "no such file");
        Refusal.Names(() => DistributionSource.Load(directory), "dir.json", "a directory");
        Refusal.Names(() => DistributionSource.Load("text:" + directory), "dir.json", "a directory");
        Refusal.Names(() => DistributionSource.Load("text:a\0b"), "a\\u{0000}b");
        Refusal.Names(
            () => DistributionSource.Load("zipff:1.json"), "no such file", "\"zipff\"", "did you mean zipf:?");
    }

    [UnreadableFileFact]
    public void A_file_without_permission_is_named()
    {
        foreach (string name in new[] { "secret.json", "secret.csv", "secret.npy" })
        {
            string path = Path.Combine(folder.Path, name);
            UnreadableFileFactAttribute.Create(path);
            Refusal.Names(() => DistributionSource.Load(path), name, "no permission to read", "a readable file");
        }
    }

    [Fact]
    public void A_file_that_looks_like_an_unknown_kind_is_still_a_file()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // No colons in names there.
        }

        string before = Directory.GetCurrentDirectory();
        folder.Write("other:1.json", "[1]");
        Directory.SetCurrentDirectory(folder.Path);
        try
        {
            Assert.Equal([1.0], Weights("other:1.json"));
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
        }
    }

    private static double[] Weights(string spec) =>
        Assert.IsType<IndexedInput>(DistributionSource.Load(spec)).Row.Weights.ToArray();
}
