using Coupling.Coins;
using Coupling.Protocols;

namespace Coupling.Speculation;

/// <summary>All that a scheme may know on one side.</summary>
/// <param name="Role">Alice drafts, Bob is the target.</param>
/// <param name="Session">This party's model, at the end of the prompt.</param>
/// <param name="Public">The shared coins. Position t of the text, counted from the end of the prompt, has the coins of round t.</param>
/// <param name="AlphabetSize">n.</param>
/// <param name="Gamma">γ: the most tokens that are drafted in a pass, 1..<see cref="MaximumGamma"/>.</param>
public sealed record SpeculationContext(Role Role, IModelSession Session, PublicCoins Public, int AlphabetSize, int Gamma)
{
    /// <summary>The largest γ.</summary>
    public const int MaximumGamma = 64;

    /// <summary>A cheap model that both parties have, at the end of the prompt; null if the scheme needs none.</summary>
    public IModelSession? Prior { get; init; }

    /// <summary>Coins of this party alone.</summary>
    public PrivateCoins Private => new(Public.Seed, Role);
}
