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
    /// <summary>Whether P = Q fixes the bits of every round.</summary>
    public bool EqualRowsFixBits { get; init; } = true;

    /// <summary>Pr[a = b] given the settings that an adaptive mode used; null of others.</summary>
    public Func<double[], double[], IReadOnlyDictionary<long, long>, double>? OfSettings { get; init; }

    /// <summary>Whether the law of its bits holds; it does not in units that are shorter than the mode's.</summary>
    public bool HasBitLaw { get; init; } = true;

    /// <summary>Whether it chooses settings as it goes. What its codes cost then is known nearly only, even where P = Q.</summary>
    public bool IsAdaptive => OfSettings is not null;

    /// <summary>Pr[a = b], averaged over the rounds of a run.</summary>
    public double AgreementOf(TestPair pair, Tally tally) => OfSettings?.Invoke(pair.P, pair.Q, tally.Settings) ?? Agreement(pair.P, pair.Q);

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
        RepairGrouped("repair-grouped:2"),
        RepairGrouped("repair-grouped:5"),
        RepairGrouped("repair-grouped:8"),
        RepairGrouped("repair-grouped:4+turns=3"),
        RepairGrouped("repair-grouped:5+turns=5"),
        RepairGrouped("repair-grouped:6+turns=7"),
        .. GroupedVariant.All.Select(RepairGrouped),
        Budget("budget:3"),
        Budget("budget:12+1024"),
        Budget("budget:30+256"),
    ];

    public static ModeLaw Of(string mode) => All.Single(law => law.Mode == mode);

    private static ModeLaw Repair(int hashBits) => new(
        $"repair:{hashBits}",
        (p, q) => RepairAgreement.Of(p, q, hashBits),
        (p, q) => RepairBits.PerRound(p, q, hashBits));

    private static ModeLaw RepairGrouped(string mode) => RepairGrouped(mode, (RepairGrouped)ProtocolCatalog.Parse(mode), pairStays: true);

    private static ModeLaw RepairGrouped(GroupedVariant variant) => RepairGrouped(variant.Name, variant.Real, variant.PairStays) with
    {
        HasBitLaw = variant.UnitRounds == Protocols.RepairGrouped.DefaultUnitRounds,
    };

    private static ModeLaw RepairGrouped(string mode, RepairGrouped grouped, bool pairStays) => new(
        mode,
        (p, q) => RepairGroupedAgreement.Expected(p, q, grouped, grouped.UnitRounds),
        (p, q) => RepairGroupedBits.PerRound(p, q, grouped, grouped.UnitRounds, pairStays))
    {
        OfSettings = (p, q, settings) => SettingLaw.Of(grouped, p, q, settings),
    };

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

    private static ModeLaw Budget(string mode)
    {
        Protocol budget = ProtocolCatalog.Parse(mode);
        return new ModeLaw(
            mode,
            (p, q) => Theory.ModeLaw.Of(budget, p, q, rounds: 1).Agreement,
            (p, q) => Theory.ModeLaw.Of(budget, p, q, rounds: 1).BitsPerRound,
            Adapts: true)
        {
            OfSettings = (p, q, settings) => SettingLaw.Of(budget, p, q, settings),
        };
    }

    private static BitLaw Silent(double[] p, double[] q) => new(0, 0);
}
