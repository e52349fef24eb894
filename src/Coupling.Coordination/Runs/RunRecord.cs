using Coupling.Protocols;
using Coupling.Theory;
using Coupling.Wire.Meters;
using Coupling.Wire.Plans;

namespace Coupling.Coordination.Runs;

/// <summary>Everything that a result is made of.</summary>
internal sealed class RunRecord(RunPlan plan, AgreedAlphabet alphabet, Pair? pair) : IDisposable
{
    private readonly Dictionary<(string Mode, long Rounds), ModeLaw> laws = [];

    public RunPlan Plan => plan;

    public AgreedAlphabet Alphabet { get; set; } = alphabet;

    /// <summary>Null where the distributions are not disclosed.</summary>
    public Pair? Pair => pair;

    public List<ModeRun> Modes { get; } = [];

    public MeterSnapshot AliceControl { get; set; }

    public MeterSnapshot BobControl { get; set; }

    /// <summary>What theory says of a mode as far as it is done; null where the distributions are not disclosed.</summary>
    /// <remarks>An adaptive mode's agreement is that of the settings which it used (docs/theory.md).</remarks>
    public ModeLaw? LawOf(ModeRun mode)
    {
        ModeLaw? law = LawOf(mode.Protocol, LeaseCut.IsTimed(plan.Public) ? mode.Tally.Rounds : (long)plan.Public.Rounds);
        IReadOnlyDictionary<long, long> settings = mode.Tally.Settings.Rounds;
        return law is null || settings.Count == 0
            ? law
            : law with { Agreement = SettingLaw.Of(mode.Protocol, pair!.Alice.Row.Weights, pair.Bob.Row.Weights, settings) };
    }

    /// <summary>What theory says; null where the distributions are not disclosed.</summary>
    /// <param name="protocol">The mode.</param>
    /// <param name="rounds">A setup is spread over so many rounds; over one, if there is none.</param>
    public ModeLaw? LawOf(Protocol protocol, long rounds)
    {
        if (pair is null)
        {
            return null;
        }

        // A silent mode has no setup.
        (string, long) key = (protocol.Name, protocol is SilentProtocol ? 1 : Math.Max(1, rounds));
        if (!laws.TryGetValue(key, out ModeLaw? law))
        {
            law = ModeLaw.Of(protocol, pair.Alice.Row.Weights, pair.Bob.Row.Weights, key.Item2, plan.Prior is null ? default : plan.Prior.Weights);
            laws.Add(key, law);
        }

        return law;
    }

    public void Dispose() => Modes.ForEach(mode => mode.Dispose());
}
