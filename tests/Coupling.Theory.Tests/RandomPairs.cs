using CsCheck;

namespace Coupling.Theory.Tests;

/// <summary>Pairs of distributions with what closed forms trip over: zeros, ties, tiny weights, disjoint supports.</summary>
internal static class RandomPairs
{
    /// <summary>1000 pairs, always the same ones: a fixed seed fixes the first sample only, so it is one array.</summary>
    public static void ForEach(Action<double[], double[]> check) => ForEach(1000, check);

    /// <summary>So many pairs, always the same ones.</summary>
    public static void ForEach(int count, Action<double[], double[]> check) =>
        Pair.Array[count].Sample(
            pairs =>
            {
                foreach ((double[] p, double[] q) in pairs)
                {
                    check(p, q);
                }
            },
            seed: "0N0XIzNsQ0O2",
            iter: 1,
            threads: 1);

    private static readonly Gen<double> Weight = Gen.Frequency(
        (4, Gen.Double[0, 1]),
        (2, Gen.Const(0.0)),
        (2, Gen.Int[1, 3].Select(weight => (double)weight)),
        (1, Gen.Double[-200, 0].Select(Math.Exp)));

    private static readonly Gen<(double[] P, double[] Q)> Pair =
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 9]).SelectMany((n, kind) =>
            Gen.Select(Weight.Array[n], Weight.Array[n]).Select((p, q) => Shape(p, q, kind)));

    private static (double[] P, double[] Q) Shape(double[] p, double[] q, int kind)
    {
        for (int item = 0; item < p.Length; item++)
        {
            // Of ten kinds, one is disjoint, one all but equal, one equal but for a few items; the rest as generated.
            switch (kind)
            {
                case 0:
                    p[item] *= item % 2;
                    q[item] *= 1 - (item % 2);
                    break;
                case 1:
                    q[item] = p[item] * (1 + (1e-9 * q[item]));
                    break;
                case 2 when item % 8 != 0:
                    q[item] = p[item];
                    break;
                default:
                    break;
            }
        }

        return (Normalised(p, 0), Normalised(q, kind == 0 ? 0 : q.Length - 1));
    }

    private static double[] Normalised(double[] weights, int itemIfEmpty)
    {
        double sum = weights.Sum();
        if (sum < 1e-300)
        {
            weights[itemIfEmpty] = 1;
            sum = 1;
        }

        return [.. weights.Select(weight => weight / sum is var p && p < 2.3e-308 ? 0 : p)];
    }
}
