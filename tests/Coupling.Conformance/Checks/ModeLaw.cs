using Coupling.Protocols;
using Coupling.Theory;

namespace Coupling.Conformance;

/// <summary>What theory says of a mode.</summary>
/// <param name="Mode">Its name.</param>
/// <param name="Agreement">Pr[a = b], of P and Q.</param>
/// <param name="Bits">Payload bits per round, of P and Q, setup excepted.</param>
/// <param name="EqualRowsAgree">Whether P = Q gives a = b in every round, whatever the coins.</param>
public sealed record ModeLaw(
    string Mode, Func<double[], double[], double> Agreement, Func<double[], double[], BitLaw> Bits, bool EqualRowsAgree = true)
{
    /// <summary>Whether P = Q fixes the bits of every round.</summary>
    public bool EqualRowsFixBits { get; init; } = true;

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
        LowComm("lowcomm:1e-3"),
        LowComm("lowcomm:5e-1"),
        new("index", (_, _) => 1, (p, q) => new BitLaw(IndexBits.Exactly(p, q), 0)),
    ];

    public static ModeLaw Of(string mode) => All.Single(law => law.Mode == mode);

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

    private static ModeLaw LowComm(string mode)
    {
        var lowComm = (LowComm)ProtocolCatalog.Parse(mode);
        return new ModeLaw(
            mode,
            (p, q) => new LowCommLaw(lowComm, p, q).Agreement,
            (p, q) => new LowCommLaw(lowComm, p, q).Bits,
            EqualRowsAgree: false)
        {
            EqualRowsFixBits = false,
        };
    }

    private static BitLaw Silent(double[] p, double[] q) => new(0, 0);
}
