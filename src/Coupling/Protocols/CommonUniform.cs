using Coupling.Coins;
using Coupling.Sampling;

namespace Coupling.Protocols;

/// <summary>`inverse-cdf`: the same public uniform through both inverse CDFs, a baseline. docs/protocols/inverse-cdf.md.</summary>
public sealed class CommonUniform : SilentProtocol
{
    public override string Name => "inverse-cdf";

    public override string CoinsFor(long roundsPerPair) => UniformRoundV1.Name;

    public override ISampler CreateSampler(PartyContext party) =>
        new InverseCdfSampler(party.Own, new UniformRoundV1(party.Public).Uniform);
}
