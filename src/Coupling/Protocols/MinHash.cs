using Coupling.Coins;
using Coupling.Sampling;

namespace Coupling.Protocols;

/// <summary>`minhash`: both parties take their first of the same darts (Weighted MinHash). docs/protocols/minhash.md.</summary>
public sealed class MinHash : SilentProtocol
{
    public override string Name => "minhash";

    public override string CoinsFor(long roundsPerPair) => SharedDarts.Coins(roundsPerPair);

    public override ISampler CreateSampler(PartyContext party) => new FirstDartSampler(SharedDarts.Of(party));
}
