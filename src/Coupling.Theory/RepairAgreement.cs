namespace Coupling.Theory;

/// <summary>Pr[a = b] of detect and repair with c hash bits: docs/theory.md, section 7.</summary>
public static class RepairAgreement
{
    /// <summary>(1 − 2⁻ᶜ)·(1 − D) + 2⁻ᶜ·minhash.</summary>
    /// <param name="p">Alice's distribution.</param>
    /// <param name="q">Bob's distribution.</param>
    /// <param name="hashBits">c, 0..64. No hash bit leaves minhash.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">c is out of range.</exception>
    public static double Of(ReadOnlySpan<double> p, ReadOnlySpan<double> q, int hashBits)
    {
        double missed = HashCollision.Probability(hashBits);
        return ((1 - missed) * Bounds.Optimum(p, q)) + (missed * MinHashAgreement.Of(p, q));
    }
}
