using System.Globalization;
using System.Text.RegularExpressions;

namespace Coupling.Samples.Tests;

public partial class CoupleYourOwnTests
{
    /// <summary>P = (0.5, 0.3, 0.2), Q = (0.2, 0.3, 0.5): D = 0.3, so the optimum is 0.7 and the floor 0.7/1.3.</summary>
    private const double Optimum = 0.7;

    /// <summary>Five standard deviations of 100,000 rounds, and more.</summary>
    private const double Tolerance = 0.008;

    [Fact]
    public async Task It_prints_agreement_and_bits_of_a_silent_and_of_a_conversing_mode()
    {
        string output = await Sdk.RunAsync("run", "--project", "samples/CoupleYourOwn");
        Dictionary<string, (double Agreement, double Bits)> lines = Line().Matches(output).ToDictionary(
            match => match.Groups["mode"].Value, match => (Number(match, "agreement"), Number(match, "bits")));
        Assert.Equal(["gumbel", "repair:8"], lines.Keys.Order());

        Assert.InRange(lines["gumbel"].Agreement, (Optimum / 1.3) - Tolerance, Optimum);
        Assert.Equal(0, lines["gumbel"].Bits);
        Assert.InRange(lines["repair:8"].Agreement, Optimum - Tolerance, Optimum + Tolerance);
        Assert.InRange(lines["repair:8"].Bits, 9, 30);
    }

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("(?<mode>[a-z:0-9]+): agreement (?<agreement>[0-9.]+) at (?<bits>[0-9.]+) bits per round")]
    private static partial Regex Line();
}
