using System.Runtime.CompilerServices;
using Coupling.Coordination.Store;
using Coupling.Coordination.Store.V1;

namespace Coupling.Coordination.Tallies;

/// <summary>How often each party drew each item, and how often both drew the same.</summary>
/// <param name="alphabetSize">n.</param>
internal sealed class SampleTally(int alphabetSize)
{
    /// <summary>Rounds with a = b.</summary>
    public long Agreements { get; private set; }

    /// <summary>Her rounds per item; nothing once they are forgotten.</summary>
    public long[] Alice { get; private set; } = new long[alphabetSize];

    public long[] Bob { get; private set; } = new long[alphabetSize];

    /// <summary>Adds rounds: as many samples of his as of hers, all of the alphabet.</summary>
    // Few calls with much to do each: counting calls would compile it too late.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<int> alice, ReadOnlySpan<int> bob)
    {
        Agreements += Tallies.Agreements.Count(alice, bob);
        long[] hers = Alice;
        long[] his = Bob;
        for (int index = 0; index < alice.Length; index++)
        {
            hers[alice[index]]++;
            his[bob[index]]++;
        }
    }

    /// <summary>Lets go of the counts, 16 bytes per item. Nothing can be added after it.</summary>
    public void ForgetCounts() => (Alice, Bob) = ([], []);

    public void AddTo(StoredTally stored)
    {
        stored.Agreements = Agreements;
        stored.AliceCounts.AddRange(Alice);
        stored.BobCounts.AddRange(Bob);
    }

    /// <exception cref="StoreDamagedException">The counts are not those of the tally's rounds.</exception>
    public void Restore(StoredTally stored)
    {
        StoreDamagedException.Unless(
            stored.AliceCounts.Count == Alice.Length && stored.BobCounts.Count == Bob.Length
                && stored.AliceCounts.Sum() == stored.Rounds && stored.BobCounts.Sum() == stored.Rounds,
            "the counts of a mode do not add up to its rounds");
        stored.AliceCounts.CopyTo(Alice, 0);
        stored.BobCounts.CopyTo(Bob, 0);
        Agreements = stored.Agreements;
    }
}
