using Coupling.Coins;
using Coupling.Distributions;

namespace Coupling.Cli.Benching;

/// <summary>Rows whose heavy items lie anywhere, as those of a language model do. Sorted ones flatter whatever looks at their beginning first.</summary>
internal static class ScatteredRow
{
    /// <summary>The row with its items in another order.</summary>
    /// <param name="row">Any.</param>
    /// <param name="order">Which order; equal numbers give equal orders of equal lengths.</param>
    public static Row Of(Row row, int order)
    {
        double[] weights = row.Weights.ToArray();
        for (int last = weights.Length - 1; last > 0; last--)
        {
            (ulong bits, _) = Philox4x32.Block((ulong)order, (uint)last, 0, 0, 0);
            int other = (int)Math.BigMul(bits, (ulong)last + 1, out _);
            (weights[last], weights[other]) = (weights[other], weights[last]);
        }

        return Row.FromWeights(weights, $"order {order} of a row");
    }
}
