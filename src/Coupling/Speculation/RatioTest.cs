using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Speculation;

/// <summary>
/// The target's draw beside a draft whose law he knows: the draft with probability min(1, q/p′), else a draw of the residual (q − p′)₊.
/// Exactly of Q's law, as long as these coins are independent of the draft's. Source: Leviathan, Kalman, Matias, arXiv 2211.17192.
/// </summary>
internal readonly struct RatioTest(PrivateCoins coins, long position)
{
    private const int KeepCoin = 0;
    private const int DrawCoin = 1;

    /// <summary>Whether a draft is kept.</summary>
    /// <param name="drafted">p′ of the draft: the weight with which it was drawn, above 0.</param>
    /// <param name="own">q of the draft.</param>
    public bool Keeps(double drafted, double own) => coins.Uniform(position, KeepCoin) * drafted < own;

    /// <summary>A draw in place of a draft that was not kept.</summary>
    /// <param name="draft">Kept all the same if there is no residual: then it was refused by a rounding in the sums of the weights.</param>
    /// <param name="drafted">P′, as many weights as Q has.</param>
    /// <param name="own">Q.</param>
    public int Residual(int draft, ReadOnlySpan<double> drafted, Row own)
    {
        var positive = new double[own.Length];
        for (int item = 0; item < positive.Length; item++)
        {
            positive[item] = Math.Max(0, own[item] - drafted[item]);
        }

        var inverse = new InverseCdf(positive);
        return inverse.IsEmpty ? draft : inverse.Sample(coins.Uniform(position, DrawCoin));
    }

    /// <summary>A draw where there is no draft.</summary>
    public int Draw(Row own) => new InverseCdf(own.Weights).Sample(coins.Uniform(position, DrawCoin));
}
