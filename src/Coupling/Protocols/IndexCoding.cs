using Coupling.Bits;
using Coupling.Coins;
using Coupling.Distributions;

namespace Coupling.Protocols;

/// <summary>
/// `index`: Alice tells Bob her sample, by its rank in the race of a prior R that both know: about KL(P‖R) bits. b = a, so that Bob's
/// sample has the law P, not Q: this carries a sample, it does not couple two laws. docs/protocols/index.md.
/// </summary>
public sealed partial class IndexCoding : ConversingProtocol
{
    public override string Name => "index";

    public override string CoinsFor(long roundsPerPair) => RaceItemV1.Name;

    public override bool NeedsPrior => true;

    public override Role BobFollows => Role.Alice;

    public override bool IsDivisible => true;

    public override long LargestMessageBits(int alphabetSize) => new RankCode(alphabetSize).LongestBits;

    /// <exception cref="BadDataException">There is no prior, or it is over another number of items.</exception>
    public override IConversation Open(PartyContext party)
    {
        Row prior = party.Prior ?? throw new BadDataException(
            $"{Name}: it needs a prior that both parties know (give one with --prior SPEC)");
        if (prior.Length != party.AlphabetSize)
        {
            throw new BadDataException("--prior", "length", $"{prior.Length}", $"{party.AlphabetSize} items, as many as the alphabet has");
        }

        return party.Role == Role.Alice ? new Alice(party, prior) : new Bob(party, prior);
    }
}
