using Coupling.Coins;
using Coupling.Sampling;

namespace Coupling.Protocols;

/// <summary>
/// The darts that both parties of a run throw, each at its own rows. Which process their coins are of follows from how long a pair stays,
/// which both know, and never from the rows.
/// </summary>
public static class SharedDarts
{
    /// <summary>The names of the processes.</summary>
    /// <param name="roundsPerPair">As in <see cref="PartyContext.RoundsPerPair"/>.</param>
    public static string Coins(long roundsPerPair) =>
        Batched(roundsPerPair) ? $"{DartsBatch12V1.Name}+{DartsLateV1.Name}" : DartsWindowV1.Name;

    /// <summary>The party's darts.</summary>
    public static IDarts Of(PartyContext party)
    {
        ArgumentNullException.ThrowIfNull(party);
        return Batched(party.RoundsPerPair) ? new BatchDarts(party.Own, party.Public) : new DartSearch(party.Own, party.Public, party.RoundsPerPair);
    }

    private static bool Batched(long roundsPerPair) => PartyContext.Stays(roundsPerPair, DartsBatch12V1.Rounds);
}
