using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Conformance;

/// <summary>One party's row, cut into its even and its odd items.</summary>
internal sealed class RowByParity
{
    private readonly double[] masses;
    private readonly RaceSampler?[] races;

    public RowByParity(PartyContext party)
    {
        if (!party.Own.IsConstant)
        {
            throw new BadDataException("toy:agree-on-parity: P(odd) is shipped once; rows must not change with the round.");
        }

        double[] weights = party.Own.RowAt(0).Weights.ToArray();
        double odd = Sum(weights, 1) / (Sum(weights, 0) + Sum(weights, 1));
        masses = [1 - odd, odd];
        races = [.. masses.Select((mass, parity) => mass > 0 ? RaceWithin(weights, parity, party) : null)];
    }

    public double Mass(int parity) => masses[parity];

    /// <summary>The item of this parity that wins the round's race.</summary>
    public int Race(int parity, long round) => races[parity]!.Sample(round);

    /// <summary>The weights of one parity, to sum to 1; zero elsewhere.</summary>
    public static double[] Within(double[] weights, int parity)
    {
        double mass = Sum(weights, parity);
        return [.. weights.Select((weight, item) => item % 2 == parity ? weight / mass : 0)];
    }

    public static double Sum(double[] weights, int parity)
    {
        var sum = default(CompensatedSum);
        for (int item = parity; item < weights.Length; item += 2)
        {
            sum.Add(weights[item]);
        }

        return sum.Value;
    }

    private static RaceSampler RaceWithin(double[] weights, int parity, PartyContext party) =>
        new(new ConstantRows(Row.FromWeights(Within(weights, parity), "a row within one parity")), party.Public);
}
