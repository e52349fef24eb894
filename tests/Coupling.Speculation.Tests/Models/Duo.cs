using Coupling.Coins;
using Coupling.Protocols;

namespace Coupling.Speculation.Tests;

/// <summary>A drafter and a target, and a prior that both know.</summary>
public sealed record Duo(TableModel Drafter, TableModel Target)
{
    /// <summary>For the schemes that need one.</summary>
    public TableModel Prior { get; init; } = Drafter;

    /// <summary>What the text begins with.</summary>
    public int[] Prompt { get; init; } = [];

    /// <summary>Grows a text.</summary>
    public LocalText Run(SpeculativeScheme scheme, int gamma, int tokens, ulong seed) =>
        LocalSpeculation.Run(scheme, Side(Role.Alice, gamma, seed), Side(Role.Bob, gamma, seed), tokens);

    /// <summary>One party's side, with sessions of its own.</summary>
    public SpeculationContext Side(Role role, int gamma, ulong seed)
    {
        TableModel own = role == Role.Alice ? Drafter : Target;
        return new SpeculationContext(role, Begin(own), new PublicCoins(seed), own.AlphabetSize, gamma) { Prior = Begin(Prior) };
    }

    private IModelSession Begin(TableModel model)
    {
        IModelSession session = model.Open();
        session.Append(Prompt);
        return session;
    }
}
