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

    /// <summary><see cref="RoundsPerPair"/> of a pair that stays for the whole run.</summary>
    public const long WholeRun = long.MaxValue;

    /// <summary>
    /// K: P and Q stay for the rounds tK..tK+K−1, for every t; <see cref="WholeRun"/> if they never change. It is public: modes that may
    /// exchange samples between rounds ask it, so both contexts of a run must say the same. Without being told, each party can only
    /// speak for its own rows.
    /// </summary>
    public long RoundsPerPair { get; init; } = Own.IsConstant ? WholeRun : 1;

    /// <summary>Whether P and Q stay within every aligned unit of so many rounds, so that its rounds may exchange samples.</summary>
    /// <param name="rounds">G, at least 1.</param>
    public bool PairStaysFor(int rounds) => Stays(RoundsPerPair, rounds);

    /// <summary>Whether a pair that stays for <paramref name="roundsPerPair"/> rounds stays within every aligned unit of so many.</summary>
    internal static bool Stays(long roundsPerPair, int rounds) => roundsPerPair == WholeRun || roundsPerPair % rounds == 0;

    /// <summary>n: the size of the public alphabet.</summary>
    public int AlphabetSize => Own.AlphabetSize;
}
