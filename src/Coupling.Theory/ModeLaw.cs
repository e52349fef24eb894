using Coupling.Protocols;

namespace Coupling.Theory;

/// <summary>What theory says of a mode on a pair: the exact agreement, and the expected payload per round.</summary>
/// <param name="Agreement">
/// Pr[a = b], exact up to rounding. Of an adaptive mode before it ran: its expectation, or the least that it can be, see <see cref="AgreementAtMost"/>; <see cref="SettingLaw"/> has that of what was done.
/// </param>
/// <param name="BitsPerRound">
/// Expected payload bits, setup included, spread over all rounds. Of a capped mode: the cap, half of it in each direction.
/// </param>
public sealed record ModeLaw(double Agreement, BitLaw BitsPerRound)
{
    /// <summary>Whether <see cref="BitsPerRound"/> is a bound on the expected payload, and not the expectation itself.</summary>
    public bool BitsAreAtMost { get; init; }

    /// <summary>The most that Pr[a = b] can be; the same as <see cref="Agreement"/> where that is exact.</summary>
    public double AgreementAtMost { get; init; } = Agreement;

    /// <summary>Whether the agreement is known, not only between what.</summary>
    public bool IsExact => AgreementAtMost == Agreement;

    /// <param name="protocol">The mode.</param>
    /// <param name="p">Alice's weights.</param>
    /// <param name="q">Bob's weights, as many.</param>
    /// <param name="rounds">T: a setup is spread over so many rounds.</param>
    /// <param name="prior">R, as many weights, for a mode that needs a prior; others do not look at it.</param>
    /// <exception cref="ArgumentException">The mode has no law here, or none without a prior.</exception>
    public static ModeLaw Of(
        Protocol protocol, ReadOnlySpan<double> p, ReadOnlySpan<double> q, long rounds, ReadOnlySpan<double> prior = default)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        if (protocol.NeedsPrior && prior.IsEmpty)
        {
            throw new ArgumentException($"{protocol.Name} has no law without a prior.", nameof(prior));
        }

        return protocol switch
        {
            Gumbel => new ModeLaw(GumbelAgreement.Of(p, q), default),
            MinHash => new ModeLaw(MinHashAgreement.Of(p, q), default),
            Independent => new ModeLaw(IndependentAgreement.Of(p, q), default),
            Repair repair => new ModeLaw(RepairAgreement.Of(p, q, repair.HashBits), RepairBits.PerRound(p, q, repair.HashBits)),
            RepairGrouped grouped => new ModeLaw(
                RepairGroupedAgreement.Expected(p, q, grouped, rounds), RepairGroupedBits.PerRound(p, q, grouped, rounds)),
            Budget budget => Of(budget, p, q),
            CommonUniform => new ModeLaw(InverseCdfAgreement.Of(p, q), default),
            Optimal optimal => new ModeLaw(ShippedAgreement.Of(p, q, optimal.Format), OptimalBits.PerRound(optimal, p.Length, rounds)),
            LowComm lowComm => Of(new LowCommLaw(lowComm, p, q)),
            IndexCoding => new ModeLaw(1, new BitLaw(IndexBits.AtMost(p, prior), 0)) { BitsAreAtMost = true },
            _ => throw new ArgumentException($"There is no law of {protocol.Name}.", nameof(protocol)),
        };
    }

    private static ModeLaw Of(LowCommLaw law) => new(law.Agreement, law.Bits);

    // Every conducted round agrees as often as minhash at least, and the others as in the race, which does too.
    private static ModeLaw Of(Budget budget, ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        double half = (double)budget.BitsPerRound / 2;
        return budget.Speaks(p.Length)
            ? new ModeLaw(MinHashAgreement.Of(p, q), new BitLaw(half, half)) { AgreementAtMost = OptimalAgreement.Of(p, q), BitsAreAtMost = true }
            : new ModeLaw(GumbelAgreement.Of(p, q), default);
    }
}
