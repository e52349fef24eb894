using System.Globalization;
using System.Text.Json;

namespace Coupling.Theory.Tests;

public class OracleTests
{
    private const double Tolerance = 1e-12;

    [OracleFact]
    public void Every_closed_form_equals_the_oracle()
    {
        using var oracles = JsonDocument.Parse(File.ReadAllBytes(OracleFile.Find()!));
        Assert.NotEqual(0, oracles.RootElement.GetArrayLength());
        foreach (JsonElement oracle in oracles.RootElement.EnumerateArray())
        {
            double[] p = oracle.GetProperty("p").Deserialize<double[]>()!;
            double[] q = oracle.GetProperty("q").Deserialize<double[]>()!;
            Compare(oracle, "total_variation", TotalVariation.Of(p, q));
            Compare(oracle, "floor", Bounds.Floor(p, q));
            Compare(oracle, "tight_lower_bound", Bounds.TightFloor(p, q));
            Compare(oracle, "minhash", MinHashAgreement.Of(p, q));
            Compare(oracle, "gumbel", GumbelAgreement.Of(p, q));
            Compare(oracle, "optimum", OptimalAgreement.Of(p, q));
            Compare(oracle, "independent", IndependentAgreement.Of(p, q));
            Compare(oracle, "inverse_cdf", InverseCdfAgreement.Of(p, q));
            foreach (JsonProperty repair in oracle.GetProperty("repair").EnumerateObject())
            {
                int hashBits = int.Parse(repair.Name, CultureInfo.InvariantCulture);
                Compare(oracle.GetProperty("repair"), repair.Name, RepairAgreement.Of(p, q, hashBits));
            }
        }
    }

    private static void Compare(JsonElement values, string name, double actual) =>
        Assert.Equal(values.GetProperty(name).GetDouble(), actual, Tolerance);
}
