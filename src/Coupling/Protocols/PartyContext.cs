using Coupling.Coins;
using Coupling.Distributions;

namespace Coupling.Protocols;

/// <summary>All that a protocol may know on one side: its role, its own rows, the shared coins and its own.</summary>
public sealed record PartyContext(Role Role, IRows Own, PublicCoins Public)
{
    public PartyContext(Role role, IRows own, ulong seed)
        : this(role, own, new PublicCoins(seed))
    {
    }

    /// <summary>A party that holds one row for every round.</summary>
    public PartyContext(Role role, Row own, ulong seed)
        : this(role, new ConstantRows(own), seed)
    {
    }

    /// <summary>R: a distribution over the same items that both parties know, for the modes that need one. Public.</summary>
    public Row? Prior { get; init; }

    public PrivateCoins Private => new(Public.Seed, Role);

    /// <summary>
    /// Whether both parties hold one row for the whole run. It is public: modes that may exchange samples between rounds ask it, so
    /// both contexts of a run must say the same. Without being told, each party can only speak for its own rows.
    /// </summary>
    public bool PairStays { get; init; } = Own.IsConstant;

    /// <summary>n: the size of the public alphabet.</summary>
    public int AlphabetSize => Own.AlphabetSize;
}
