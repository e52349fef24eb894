using Coupling.Protocols;
using Coupling.Theory;
using Coupling.Wire.Meters;

namespace Coupling.Coordination.Runs;

/// <summary>Everything that a result is made of.</summary>
internal sealed class RunRecord(RunPlan plan, AgreedAlphabet alphabet, Pair? pair) : IDisposable
{
    private readonly Dictionary<string, ModeLaw> laws = [];

    public RunPlan Plan => plan;

    public AgreedAlphabet Alphabet { get; set; } = alphabet;

    /// <summary>Null where the distributions are not disclosed.</summary>
    public Pair? Pair => pair;

    public List<ModeRun> Modes { get; } = [];

    public MeterSnapshot AliceControl { get; set; }

    public MeterSnapshot BobControl { get; set; }

    /// <summary>What theory says; null where the distributions are not disclosed.</summary>
    public ModeLaw? LawOf(Protocol protocol)
    {
        if (pair is null)
        {
            return null;
        }

        if (!laws.TryGetValue(protocol.Name, out ModeLaw? law))
        {
            law = ModeLaw.Of(protocol, pair.Alice.Row.Weights, pair.Bob.Row.Weights, (long)plan.Public.Rounds);
            laws.Add(protocol.Name, law);
        }

        return law;
    }

    public void Dispose() => Modes.ForEach(mode => mode.Dispose());
}
