using Coupling.Coins;
using Coupling.Sampling;

namespace Coupling.Protocols;

/// <summary>`gumbel`: both parties run the same race with their own weights. docs/protocols/gumbel.md.</summary>
public sealed class Gumbel : SilentProtocol
{
    public override string Name => "gumbel";

    public override string Coins => RaceItemV1.Name;

    public override ISampler CreateSampler(PartyContext party) => new RaceSampler(party.Own, party.Public);
}
