using System.Numerics;

namespace Coupling.Theory;

/// <summary>Expected payload bits of detect and repair with c hash bits: docs/theory.md, section 8.</summary>
public static class RepairBits
{
    /// <summary>One bit ends the cell difference, two are hash bits.</summary>
    private const int FixedBitsPerProbe = 3;

    /// <summary>The law below this D is its limit there; nothing smaller would survive 1/D.</summary>
    private const double SmallestDistance = 1e-290;

    /// <summary>
    /// Bits per round. Alice sends c bits in every round; item, window and order in a flagged one; one bit per probe.
    /// Bob sends the flag in every round; "done" or "probing" in a flagged one; per probe the unary cell difference
    /// and two hash bits. Equal rows cost c + 1. Within 0.3 % of simulation.
    /// </summary>
    /// <remarks>
    /// A round probes with probability about D and then needs about 1.3/D probes. So the mean cost stays near 7 bits as
    /// D goes to 0, while T rounds show it only if T·D is large.
    /// </remarks>
    /// <param name="p">Alice's distribution.</param>
    /// <param name="q">Bob's distribution.</param>
    /// <param name="hashBits">c, 0..64.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">c is out of range.</exception>
    public static BitLaw PerRound(ReadOnlySpan<double> p, ReadOnlySpan<double> q, int hashBits)
    {
        double missed = HashCollision.Probability(hashBits);
        double distance = TotalVariation.Of(p, q);
        if (distance == 0 || hashBits == 0)
        {
            return new BitLaw(hashBits, 1);
        }

        // Half of the flagged rounds probe: those where a p-only dart is the first of all.
        double flagged = (1 - missed) * 2 * distance / (1 + distance);
        double probing = (1 - missed) * Math.Max(distance, SmallestDistance) / (1 + distance);
        var probes = ProbeLaw.Of(Math.Max(distance, SmallestDistance));
        double alice = hashBits + (flagged * (ItemBits(p.Length) + DartName.Bits(p, q))) + (probing * probes.Sent);
        double bob = 1 + flagged + (probing * ((FixedBitsPerProbe * probes.Sent) + probes.LastCell));
        return new BitLaw(alice, bob);
    }

    // ⌈log2 n⌉, 0 for a single item.
    private static int ItemBits(int items) => items <= 1 ? 0 : BitOperations.Log2((uint)(items - 1)) + 1;
}
