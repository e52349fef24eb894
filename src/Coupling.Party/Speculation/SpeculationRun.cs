using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Models;
using Coupling.Party.Inputs;
using Coupling.Party.Plans;
using Coupling.Protocols;
using Coupling.Speculation;
using Coupling.Wire.V1;

namespace Coupling.Party.Speculation;

/// <summary>A run of texts as one party knows it: the public plan, and its own model.</summary>
internal sealed class SpeculationRun : IPreparedRun
{
    private readonly ModelInput input;
    private readonly SpeculativeScheme[] schemes;
    private readonly int[] prompt;

    /// <exception cref="BadDataException">The plan does not go with this party's model, or a field is out of range.</exception>
    public SpeculationRun(Role role, PublicPlan plan, ModelInput input)
    {
        Role = role;
        Plan = plan;
        this.input = input;
        schemes = SpeculationCheck.Check(plan, input);
        prompt = [.. plan.Speculation.Prompt.Select(token => (int)token)];
        for (uint mode = 0; mode < schemes.Length; mode++)
        {
            // A scheme may refuse a γ or a vocabulary: better now than when texts before it are written.
            Open(schemes[mode], GammaAt(mode), []).Dispose();
        }
    }

    public Role Role { get; }

    public PublicPlan Plan { get; }

    public Vocabulary Vocabulary => input.Vocabulary;

    public string NameOf(uint mode) => SchemeAt(mode).Name;

    /// <summary>Mode number <paramref name="mode"/> of the plan.</summary>
    public SpeculativeScheme SchemeAt(uint mode) => mode < schemes.Length
        ? schemes[mode]
        : throw new BadDataException($"mode: {mode} (allowed: 0 to {schemes.Length - 1})");

    /// <summary>γ of a mode of the plan.</summary>
    public int GammaAt(uint mode) => (int)Plan.Speculation.Gammas[(int)mode];

    /// <summary>This party's side of a lease's text, which it has read as far as it is committed.</summary>
    /// <exception cref="BadDataException">The lease is not within the plan.</exception>
    public TextSide Open(Lease lease)
    {
        int[] prefix = SpeculationCheck.Prefix(lease, Plan);
        SpeculativeScheme scheme = SchemeAt(lease.Mode);
        TextSide side = Open(lease.Alone ? scheme.Alone : scheme, GammaAt(lease.Mode), prompt);

        // A side is opened at the end of the prompt, whatever is committed already.
        side.Append(prefix);
        return side;
    }

    private TextSide Open(SpeculativeScheme scheme, int gamma, int[] read)
    {
        IModelSession own = Read(input.Model, read);
        IModelSession? prior = scheme.NeedsPrior ? Read(input.Prior!, read) : null;
        var context = new SpeculationContext(Role, own, new PublicCoins(Plan.Seed), Vocabulary.Size, gamma) { Prior = prior };
        return new TextSide(scheme.Open(context), own, prior);
    }

    private static IModelSession Read(ILanguageModel model, int[] tokens)
    {
        IModelSession session = model.Open();
        session.Append(tokens);
        return session;
    }
}
