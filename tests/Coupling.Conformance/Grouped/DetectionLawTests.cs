using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Protocols.Grouped;
using Coupling.Sampling;
using Coupling.Theory;

namespace Coupling.Conformance;

/// <summary>φ, measured: how many of the rounds that differ the real search finds.</summary>
public class DetectionLawTests
{
    private const ulong Seed = 20240807;
    private const double MostStandardErrors = 4.5;

    /// <summary>c₀, turns, rounds per unit (few: the last group is short), units, and D of the pair.</summary>
    public static TheoryData<int, int?, int, int, double> Cases
    {
        get
        {
            var data = new TheoryData<int, int?, int, int, double>();
            foreach (double distance in (double[])[0.03, 0.4])
            {
                foreach ((int hashBits, int? turns) in ((int, int?)[])[(2, null), (3, null), (5, null), (10, null), (4, 3), (2, 5), (3, 7), (6, 7)])
                {
                    data.Add(hashBits, turns, 4096, 20, distance);
                    data.Add(hashBits, turns, 45, 300, distance);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void So_many_of_the_rounds_that_differ_are_found(int hashBits, int? turns, int rounds, int units, double distance)
    {
        var pair = new TestPair("shifted", [(1 + distance) / 2, (1 - distance) / 2], [(1 - distance) / 2, (1 + distance) / 2]);
        double differing = 2 * distance / (1 + distance);
        int found = 0;
        var protocol = new AlteredRepairGrouped(hashBits, RepairGrouped.DefaultUnitRounds, turns) { Detected = (_, _, rounds) => found = rounds.Count };

        // The units are independent, and given its settings each finds as many as the law says, in expectation.
        double sum = 0;
        double squares = 0;
        for (int unit = 0; unit < units; unit++)
        {
            found = 0;
            LocalResult result = LocalPair.Run(
                protocol, pair.Party(Role.Alice, Seed), pair.Party(Role.Bob, Seed), new RoundRange((long)unit * RepairGrouped.DefaultUnitRounds, rounds));
            double expected = result.BobSettings.Sum(setting =>
                setting.Value * differing * GroupSearch.Of(GroupSetting.Unpack(setting.Key), differing).Found);
            sum += found - expected;
            squares += Math.Pow(found - expected, 2);
        }

        double mean = sum / units;
        double error = Math.Sqrt(((squares / units) - (mean * mean)) / units);
        Assert.InRange(mean / error, -MostStandardErrors, MostStandardErrors);
    }

    /// <summary>Without that, the test above might pass for any law.</summary>
    [Fact]
    public void A_law_that_forgets_that_differences_cancel_is_seen()
    {
        const double Distance = 0.2;
        const double Differing = 2 * Distance / (1 + Distance);
        var setting = new GroupSetting(8, 8, 8, 3, 8);
        double cancelling = GroupSearch.Of(setting, Differing).Found;
        Assert.InRange(1 - (1.0 / 256) - cancelling, 0.005, 1);
    }
}
