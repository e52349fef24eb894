using System.Numerics;
using Coupling.Distributions;
using Coupling.Protocols;

namespace Coupling.Theory;

/// <summary>What a round of `lowcomm:eps` gives and takes: docs/theory.md, section 13.</summary>
public sealed class LowCommLaw
{
    private readonly int itemBits;
    private readonly int gridBits;

    /// <param name="lowComm">The mode.</param>
    /// <param name="p">Alice's weights, which a row may have.</param>
    /// <param name="q">Bob's weights, as many.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="BadDataException">P is no distribution.</exception>
    public LowCommLaw(LowComm lowComm, ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        ArgumentNullException.ThrowIfNull(lowComm);
        Pair.Check(p, q);
        itemBits = p.Length <= 1 ? 0 : BitOperations.Log2((uint)(p.Length - 1)) + 1;
        gridBits = lowComm.GridBits(p.Length);
        double[] rounded = GridRow.Of(Row.FromWeights(p.ToArray(), "P"), gridBits).Weights(total: 1);
        Rejection = TotalVariation.Of(rounded, q);
        Rounding = TotalVariation.Of(rounded, p);
        Agreement = ShippedAgreement.Of(p, q, rounded);
        if (Rejection > 0)
        {
            // (1 − D′)^L, the logarithm of 1 − D′ without cancellation; 0 at D′ = 1.
            double unanswered = Math.Exp(lowComm.MostProposals * -2 * Math.Atanh(Rejection / (2 - Rejection)));
            Proposals = 1 - unanswered;
            Questions = (Proposals * (1 - OwnProposals(rounded, q))) + (Rejection * unanswered * (p.Length - 1));
        }
    }

    /// <summary>Pr[a = b]. At least 1 − D − 2·<see cref="Rounding"/>, and so at least 1 − D − ε.</summary>
    public double Agreement { get; }

    /// <summary>D′ = TV(P′, Q): the probability that Bob does not take a′.</summary>
    public double Rejection { get; }

    /// <summary>TV(P, P′), at most ε/4.</summary>
    public double Rounding { get; }

    /// <summary>Expected proposals of a round: 1 for every P′ ≠ Q, less what the last resort after 2^20 of them cuts off; 0 for P′ = Q.</summary>
    public double Proposals { get; }

    /// <summary>Expected questions of a round: proposals of other items than a′, and those of the last resort.</summary>
    public double Questions { get; }

    /// <summary>Expected payload bits of a round.</summary>
    public BitLaw Bits => new(itemBits + gridBits + (gridBits * Questions), 1 + ((itemBits + 1) * Questions));

    // How often a proposal is a′ itself, given that a′ is rejected: Σ (p′ − q)₊·q / D′.
    private double OwnProposals(double[] rounded, ReadOnlySpan<double> q)
    {
        var sum = default(CompensatedSum);
        for (int item = 0; item < rounded.Length; item++)
        {
            sum.Add(Math.Max(0, rounded[item] - q[item]) * q[item]);
        }

        return sum.Value / Rejection;
    }
}
