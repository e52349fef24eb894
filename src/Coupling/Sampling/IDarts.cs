using Coupling.Coins;

namespace Coupling.Sampling;

/// <summary>One party's darts: those with height below the weight of their item ("p-darts"), by either process of darts.</summary>
public interface IDarts
{
    /// <summary>The party's first dart in time.</summary>
    /// <param name="round">0..2^48−1.</param>
    Dart First(long round);

    /// <summary>Its item.</summary>
    /// <param name="round">0..2^48−1.</param>
    int FirstItem(long round);

    /// <summary>Appends the party's darts of a window, and of those after it that are found with it, in time order.</summary>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="window">Any.</param>
    /// <param name="found">Gets the darts; what it holds already stays.</param>
    /// <returns>The first window of which it got none.</returns>
    uint Append(long round, uint window, List<Dart> found);

    /// <summary>Windows from 0 on that are found for many rounds at once; 0 if each round is searched by itself.</summary>
    uint FoundTogether => 0;

    /// <summary>
    /// Says which rounds will be asked next for darts that are not their first, so that those of all of them may be found at once. Nothing
    /// but speed depends on it.
    /// </summary>
    /// <param name="rounds">In the order in which they will be asked for, which is ascending.</param>
    void Announce(IReadOnlyList<long> rounds)
    {
    }

    /// <summary>Says that these rounds will hardly be asked for their first dart again.</summary>
    void ReleaseFirst(RoundRange rounds)
    {
    }

    /// <summary>The dart of a name, the party's or not; null if none below height 1 has it.</summary>
    /// <param name="round">0..2^48−1.</param>
    /// <param name="item">0..n−1.</param>
    /// <param name="window">Any.</param>
    /// <param name="order">0..255.</param>
    Dart? Named(long round, int item, uint window, int order);

    /// <summary>The weight of an item in the row of a round: a dart of it counts if its height is below.</summary>
    double Weight(long round, int item);
}
