using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Protocols;

/// <summary>
/// The race that both parties of a run hold, each over its own rows. Which process its coins are of follows from how long a pair stays,
/// which both know, and never from the rows.
/// </summary>
public static class SharedRace
{
    // Longest first.
    private static readonly int[] Batches = [12, 6];

    /// <summary>The name of the process.</summary>
    /// <param name="roundsPerPair">As in <see cref="PartyContext.RoundsPerPair"/>.</param>
    public static string Coins(long roundsPerPair) => Batch(roundsPerPair) is { } batch ? RaceBatchV1.Name(batch) : RaceBlockV1.Name;

    /// <summary>The race over the party's own rows.</summary>
    public static ISampler Of(PartyContext party)
    {
        ArgumentNullException.ThrowIfNull(party);
        return Of(party.Own, party.Public, party.RoundsPerPair);
    }

    /// <summary>The race over other rows, which stay as long as the pair does.</summary>
    /// <param name="rows">What runs.</param>
    /// <param name="coins">Where times come from.</param>
    /// <param name="roundsPerPair">As in <see cref="PartyContext.RoundsPerPair"/>.</param>
    public static ISampler Of(IRows rows, PublicCoins coins, long roundsPerPair) => Batch(roundsPerPair) is { } batch
        ? new BatchRaceSampler(rows, coins, batch)
        : new BlockRaceSampler(rows, coins);

    /// <summary>Log₂ of the rounds that are drawn at once; null where rows change too often.</summary>
    private static int? Batch(long roundsPerPair)
    {
        foreach (int batch in Batches)
        {
            if (PartyContext.Stays(roundsPerPair, 1 << batch))
            {
                return batch;
            }
        }

        return null;
    }
}
