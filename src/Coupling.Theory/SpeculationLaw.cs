using Coupling.Distributions;
using Coupling.Speculation;

namespace Coupling.Theory;

/// <summary>What theory says of a scheme of speculative decoding: docs/theory.md, section 18.</summary>
public static class SpeculationLaw
{
    /// <summary>Pr[a draft is accepted], given that it is judged: at a position where the drafter's row is P and the target's Q.</summary>
    /// <param name="scheme">One that has a drafter.</param>
    /// <param name="p">P, which a row may have.</param>
    /// <param name="q">Q, as many weights.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the scheme has no law here.</exception>
    /// <exception cref="BadDataException">P or Q is no distribution.</exception>
    public static double Acceptance(SpeculativeScheme scheme, ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        Pair.Check(p, q);
        Row drafter = Row.FromWeights(p.ToArray(), "P");
        return scheme switch
        {
            StandardScheme standard => OptimalAgreement.Of(ShippedRow.Of(drafter, standard.Format).Weights, q),
            LatticeScheme lattice => OptimalAgreement.Of(lattice.RowCode(p.Length).Round(drafter).Weights(total: 1), q),
            LowCommScheme lowComm => OptimalAgreement.Of(GridRow.Of(drafter, lowComm.GridBits(p.Length)).Weights(total: 1), q),
            ScalarScheme => OfScalar(p, ScalarScheme.Rounded(Row.FromWeights(q.ToArray(), "Q")).Weights),
            RepairScheme { HashBits: { } bits } => RepairAgreement.Of(p, q, bits),
            RepairScheme => OptimalAgreement.Of(p, q),
            IndexedScheme => GumbelAgreement.Of(p, q),
            InvariantScheme { Name: "invariant:gumbel" } => GumbelAgreement.Of(p, q),
            InvariantScheme { Name: "invariant:minhash" } => MinHashAgreement.Of(p, q),
            InvariantScheme { Name: "greedy" } => q[MostLikely(p)],
            _ => throw new ArgumentException($"There is no law of {scheme.Name}.", nameof(scheme)),
        };
    }

    /// <summary>Expected tokens of a pass in which each judged draft is accepted with the same probability: (1 − α^(γ+1)) / (1 − α).</summary>
    /// <param name="acceptance">α, in 0..1.</param>
    /// <param name="gamma">γ: drafts of the pass, at least 0.</param>
    public static double TokensPerPass(double acceptance, int gamma)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(acceptance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(acceptance, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(gamma);

        // The sum 1 + α + … + α^γ, by Horner: the quotient cancels near α = 1.
        double tokens = 1;
        for (int draft = 0; draft < gamma; draft++)
        {
            tokens = (tokens * acceptance) + 1;
        }

        return tokens;
    }

    /// <summary>Σ p·min(1, q′/p̃), p̃ being p rounded up.</summary>
    private static double OfScalar(ReadOnlySpan<double> p, ReadOnlySpan<double> rounded)
    {
        var sum = default(CompensatedSum);
        for (int item = 0; item < p.Length; item++)
        {
            double raised = ScalarScheme.RoundedUp(p[item]);
            sum.Add(raised > rounded[item] ? p[item] * (rounded[item] / raised) : p[item]);
        }

        return sum.Value;
    }

    // The first of equal ones: the lowest, as it drafts.
    private static int MostLikely(ReadOnlySpan<double> weights)
    {
        int most = 0;
        for (int item = 1; item < weights.Length; item++)
        {
            most = weights[item] > weights[most] ? item : most;
        }

        return most;
    }
}
