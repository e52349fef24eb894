using Coupling.Distributions;

namespace Coupling.Coordination.Workloads;

/// <summary>The mean of rows that come one by one, each as often as it has rounds; compensated sums.</summary>
/// <param name="size">n.</param>
internal sealed class MeanRow(int size)
{
    private readonly CompensatedSum[] sums = new CompensatedSum[size];
    private long rounds;

    public void Add(Row row, long count)
    {
        for (int item = 0; item < sums.Length; item++)
        {
            sums[item].Add(row[item] * count);
        }

        rounds += count;
    }

    public double[] Weights() => Array.ConvertAll(sums, sum => sum.Value / rounds);
}
