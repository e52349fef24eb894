using Coupling.Protocols;
using Coupling.Theory;

namespace Coupling.Conformance;

/// <summary>What theory says of a mode.</summary>
/// <param name="Mode">Its name.</param>
/// <param name="Agreement">Pr[a = b], of P and Q.</param>
/// <param name="Bits">Payload bits per round, of P and Q, setup excepted.</param>
/// <param name="EqualRowsAgree">Whether P = Q gives a = b in every round, whatever the coins.</param>
/// <param name="Adapts">Whether the agreement is known only of a run, by its settings; then Bits is a cap.</param>
public sealed record ModeLaw(
    string Mode,
    Func<double[], double[], double> Agreement,
    Func<double[], double[], BitLaw> Bits,
    bool EqualRowsAgree = true,
    bool Adapts = false)
{
    public static IReadOnlyList<ModeLaw> All { get; } =
    [
        new("gumbel", (p, q) => GumbelAgreement.Of(p, q), Silent),
        new("minhash", (p, q) => MinHashAgreement.Of(p, q), Silent),
        new("independent", (p, q) => IndependentAgreement.Of(p, q), Silent, EqualRowsAgree: false),
        Repair(0),
        Repair(1),
        Repair(2),
        Repair(4),
        Repair(8),
        Repair(16),
        new("inverse-cdf", (p, q) => InverseCdfAgreement.Of(p, q), Silent),
        Optimal("optimal"),
        Optimal("optimal+float32"),
        Optimal("optimal+bfloat16"),
        Optimal("optimal:cached"),
        Optimal("optimal:cached+float32"),
        Optimal("optimal:cached+bfloat16"),
        Budget("budget:3"),
        Budget("budget:12+1024"),
        Budget("budget:30+256"),
    ];

    public static ModeLaw Of(string mode) => All.Single(law => law.Mode == mode);

    /// <summary>Pr[a = b] of a run.</summary>
    public double AgreementOf(TestPair pair, Tally tally) => Adapts
        ? Theory.ModeLaw.Of(ProtocolCatalog.Parse(Mode), pair.P, pair.Q, tally.Settings).Agreement
        : Agreement(pair.P, pair.Q);

    private static ModeLaw Repair(int hashBits) => new(
        $"repair:{hashBits}",
        (p, q) => RepairAgreement.Of(p, q, hashBits),
        (p, q) => RepairBits.PerRound(p, q, hashBits));

    private static ModeLaw Optimal(string mode)
    {
        var optimal = (Optimal)ProtocolCatalog.Parse(mode);
        return new ModeLaw(
            mode,
            (p, q) => ShippedAgreement.Of(p, q, optimal.Format),
            (p, q) => optimal.Cached ? default : OptimalBits.PerRound(optimal, p.Length, rounds: 1),
            optimal.Format.IsExact);
    }

    private static ModeLaw Budget(string mode)
    {
        Protocol budget = ProtocolCatalog.Parse(mode);
        return new ModeLaw(
            mode,
            (p, q) => Theory.ModeLaw.Of(budget, p, q, rounds: 1).Agreement,
            (p, q) => Theory.ModeLaw.Of(budget, p, q, rounds: 1).BitsPerRound,
            Adapts: true);
    }

    private static BitLaw Silent(double[] p, double[] q) => new(0, 0);
}
