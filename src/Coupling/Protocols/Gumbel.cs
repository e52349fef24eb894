using Coupling.Coins;
using Coupling.Sampling;

namespace Coupling.Protocols;

/// <summary>`gumbel`: both parties run the same race with their own weights. docs/protocols/gumbel.md.</summary>
public sealed class Gumbel : SilentProtocol
{
    public override string Name => "gumbel";

    public override string CoinsFor(long roundsPerPair) => SharedRace.Coins(roundsPerPair);

    public override ISampler CreateSampler(PartyContext party) => SharedRace.Of(party);
}
