using Coupling.Coins;
using Coupling.Distributions;

namespace Coupling.Protocols;

/// <summary>
/// `optimal` and `optimal:cached`, with `+float32` or `+bfloat16`: Alice ships P, in every round or once; from then on both
/// know one draw, and each couples its own sample with it. docs/protocols/optimal.md, docs/protocols/optimal-cached.md.
/// </summary>
public sealed partial class Optimal : ConversingProtocol
{
    /// <param name="cached">Whether P is shipped once, in the setup, and not in every round.</param>
    /// <param name="format">How it is shipped.</param>
    public Optimal(bool cached, WeightFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        Cached = cached;
        Format = format;
    }

    /// <summary>Whether P is shipped once, in the setup, and not in every round.</summary>
    public bool Cached { get; }

    /// <summary>How P is shipped.</summary>
    public WeightFormat Format { get; }

    public override string Name => $"optimal{(Cached ? ":cached" : string.Empty)}{(Format.IsExact ? string.Empty : $"+{Format.Name}")}";

    public override string CoinsFor(long roundsPerPair) => $"{SharedRace.Coins(roundsPerPair)}+{PrivateCoins.Name}";

    public override bool NeedsOnePair => Cached;

    public override long LargestMessageBits(int alphabetSize) => Cached ? 0 : ShippedBits(alphabetSize);

    /// <summary>P, cached or not.</summary>
    public override long OpeningBits(int alphabetSize) => ShippedBits(alphabetSize);

    /// <summary>The bits of one shipped row of <paramref name="alphabetSize"/> items.</summary>
    public long ShippedBits(int alphabetSize) => (long)Format.Width * alphabetSize;

    public override IConversation Open(PartyContext party)
    {
        if (Cached && !party.Own.IsConstant)
        {
            throw new BadDataException($"{Name}: rows that change with the round cannot be shipped once.");
        }

        return party.Role == Role.Alice ? new Alice(party, this) : new Bob(party, this);
    }
}
