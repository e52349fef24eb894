using Coupling.Coins;
using Coupling.Sampling;

namespace Coupling.Protocols;

/// <summary>`independent`: private coins, the baseline. docs/protocols/independent.md.</summary>
public sealed class Independent : SilentProtocol
{
    public override string Name => "independent";

    public override string CoinsFor(long roundsPerPair) => PrivateCoins.Name;

    public override ISampler CreateSampler(PartyContext party) =>
        new InverseCdfSampler(party.Own, round => party.Private.Uniform(round, use: 0));
}
