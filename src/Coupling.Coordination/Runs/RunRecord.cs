using Coupling.Coordination.Results;
using Coupling.Coordination.Workloads;
using Coupling.Protocols;
using Coupling.Theory;
using Coupling.Wire.Meters;
using Coupling.Wire.Plans;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Runs;

/// <summary>Everything that a result is made of.</summary>
internal sealed class RunRecord(RunPlan plan, AgreedAlphabet alphabet, Pair? pair) : IDisposable
{
    private readonly Dictionary<(string Mode, long Rounds), ModeLaw> laws = [];
    private readonly Dictionary<ModeRun, ((long Rounds, bool IsLearnt) Of, ModeTheory Theory)> theories = [];

    public RunPlan Plan => plan;

    public AgreedAlphabet Alphabet { get; set; } = alphabet;

    /// <summary>Null where the distributions are not disclosed.</summary>
    public Pair? Pair => pair;

    public List<ModeRun> Modes { get; } = [];

    /// <summary>What the link was measured to do; null where it has no shape, or nothing spoke.</summary>
    public ProbeLinkReply? Probe { get; set; }

    /// <summary>Whether there was no link, so that nothing could be said.</summary>
    public bool IsLinkOff { get; set; }

    /// <summary>Whether everything between the services was mutual TLS.</summary>
    public bool IsSecure { get; set; }

    /// <summary>Whether one of them spoke plain text off loopback because its user said so.</summary>
    public bool IsInsecureLab { get; set; }

    public MeterSnapshot AliceControl { get; set; }

    public MeterSnapshot BobControl { get; set; }

    /// <summary>What theory says of a mode as far as it is done.</summary>
    public ModeTheory TheoryOf(ModeRun mode)
    {
        (long, bool) key = (mode.Tally.Rounds, pair?.Workload?.LawsOf(mode.Protocol).Agreements is not null);
        if (!theories.TryGetValue(mode, out ((long, bool) Of, ModeTheory Theory) known) || known.Of != key)
        {
            known = (key, pair is null ? ModeTheory.Unknown
                : pair.Workload is { } workload ? ModeTheory.Of(mode, workload)
                : ModeTheory.Of(mode, pair, LawOf(mode)!));
            theories[mode] = known;
        }

        return known.Theory;
    }

    /// <summary>
    /// Expected payload bits of the first rounds, both directions, setup included; null where the distributions are not disclosed, or
    /// theory does not say.
    /// </summary>
    public double? ExpectedBits(Protocol protocol, long rounds)
    {
        if (pair?.Workload is not { } workload)
        {
            return LawOf(protocol, rounds)?.BitsPerRound.Total * rounds;
        }

        RowLaws rows = workload.LawsOf(protocol);
        return rows.HoldsUnits
            ? Enumerable.Range(0, workload.Layout.Begun(rounds)).Sum(row => rows.Bits(row)!.Value * workload.Layout.RoundsIn(row, rounds))
            : null;
    }

    /// <summary>Of a pair that stays; null where the distributions are not disclosed.</summary>
    /// <remarks>An adaptive mode's agreement is that of the settings which it used (docs/theory.md).</remarks>
    private ModeLaw? LawOf(ModeRun mode)
    {
        ModeLaw? law = LawOf(mode.Protocol, LeaseCut.IsTimed(plan.Public) ? mode.Tally.Rounds : (long)plan.Public.Rounds);
        IReadOnlyDictionary<long, long> settings = mode.Tally.Settings.Rounds;
        return law is null || settings.Count == 0
            ? law
            : law with { Agreement = SettingLaw.Of(mode.Protocol, pair!.Alice.Row!.Weights, pair.Bob.Row!.Weights, settings) };
    }

    /// <summary>What theory says; null where the distributions are not disclosed.</summary>
    /// <param name="protocol">The mode.</param>
    /// <param name="rounds">A setup is spread over so many rounds; over one, if there is none.</param>
    private ModeLaw? LawOf(Protocol protocol, long rounds)
    {
        if (pair is null)
        {
            return null;
        }

        // A silent mode has no setup.
        (string, long) key = (protocol.Name, protocol is SilentProtocol ? 1 : Math.Max(1, rounds));
        if (!laws.TryGetValue(key, out ModeLaw? law))
        {
            law = ModeLaw.Of(protocol, pair.Alice.Row!.Weights, pair.Bob.Row!.Weights, key.Item2, plan.Prior is null ? default : plan.Prior.Weights);
            laws.Add(key, law);
        }

        return law;
    }

    public void Dispose() => Modes.ForEach(mode => mode.Dispose());
}
