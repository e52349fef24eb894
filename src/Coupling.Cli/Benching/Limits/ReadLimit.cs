using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Coupling.Cli.Benching.Limits;

/// <summary>Reads weights once and does nothing else with them: what a sampler cannot beat that looks at all of P.</summary>
internal static class ReadLimit
{
    /// <summary>The weights' plain sum.</summary>
    public static double Sum(ReadOnlySpan<double> weights)
    {
        ReadOnlySpan<Vector512<double>> vectors = MemoryMarshal.Cast<double, Vector512<double>>(weights);
        Vector512<double> sum0 = Vector512<double>.Zero;
        Vector512<double> sum1 = sum0;
        Vector512<double> sum2 = sum0;
        Vector512<double> sum3 = sum0;
        int index = 0;
        for (; index <= vectors.Length - 4; index += 4)
        {
            sum0 += vectors[index];
            sum1 += vectors[index + 1];
            sum2 += vectors[index + 2];
            sum3 += vectors[index + 3];
        }

        double sum = Vector512.Sum(sum0 + sum1 + (sum2 + sum3));
        foreach (double weight in weights[(Vector512<double>.Count * index)..])
        {
            sum += weight;
        }

        return sum;
    }
}
