using System.Globalization;

namespace Coupling.Coins;

/// <summary>
/// The processes `race.batch6-v1` and `race.batch12-v1`: an independent Exp(1) variable for every item of every round, K = 2^κ rounds at
/// once (<see cref="BatchArrivals"/>). For an item's round, it is the time of the first arrival of that round, and it is never asked for one
/// by one. Definition: docs/randomness.md §9.
/// </summary>
public static class RaceBatchV1
{
    /// <param name="log2Rounds">κ, 6 or 12.</param>
    public static string Name(int log2Rounds) => string.Create(CultureInfo.InvariantCulture, $"race.batch{log2Rounds}-v1");
}
