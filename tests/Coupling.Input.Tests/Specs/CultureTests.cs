using System.Globalization;

namespace Coupling.Input.Tests.Specs;

public sealed class CultureTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void Nothing_depends_on_the_culture(string name)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = DecimalComma(name);
        try
        {
            Assert.Equal("1,5", 1.5.ToString(CultureInfo.CurrentCulture));
            Assert.Equal(new InlineSpec([0.25, 0.75]), DistributionSpec.Parse("inline:0.25,0.75"));
            Assert.Equal("inline:0.25,0.75", DistributionSpec.Parse("inline:0.25,0.75").ToString());
            Assert.Equal("zipf:1.5,10", DistributionSpec.Parse("zipf:1.5,10").ToString());
            Assert.Equal("X.JSON#1", DistributionSpec.Parse("X.JSON#1").ToString());
            Refusal.Names(() => DistributionSpec.Parse("INLINE:1"), "did you mean inline:?");
            Assert.Equal("geometric:0.5,10", DistributionSpec.Parse("geometric:.5,10").ToString());
            Assert.Equal("dirichlet:0.5,10,1", DistributionSpec.Parse("dirichlet:.5,10,1").ToString());
            Assert.Equal("X.NPY#1?logits", DistributionSpec.Parse("X.NPY#1?logits").ToString());
            string csv = folder.Write("x.csv", "0.75,0.25\n");
            Assert.Equal(0.75, Assert.IsType<IndexedInput>(DistributionSource.Load(csv)).Row[0]);
            Refusal.Names(() => DistributionSource.Load(folder.Write("y.csv", "0.5,1.5\n")), "item 1: 1.5");
            Refusal.Names(() => DistributionSource.Load("inline:0.5,0.25"), "0.75");
            Refusal.Names(() => DistributionSource.Load("zipf:50.5,10"), "s: 50.5", "-50 to 50");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    // Where the system has no culture data, the name alone would still format like the invariant culture.
    private static CultureInfo DecimalComma(string name)
    {
        CultureInfo culture;
        try
        {
            culture = new CultureInfo(name, useUserOverride: false);
        }
        catch (CultureNotFoundException)
        {
            culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        }

        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        return culture;
    }
}
