using Coupling.Coordination.Tallies;

namespace Coupling.Coordination.Tests.Tallies;

/// <summary>Reports for tests.</summary>
internal static class Batches
{
    /// <summary>A silent mode's report.</summary>
    public static Batch Silent(long first, params int[] samples) => new(first, samples, [], [], 0);

    /// <summary>Both parties' reports of a conversing mode with one round a unit; Alice says 3 bits a round, Bob 2.</summary>
    public static (Batch Alice, Batch Bob) Speaking(long first, params int[] samples)
    {
        int[] three = [.. samples.Select(_ => 3)];
        int[] two = [.. samples.Select(_ => 2)];
        return (new Batch(first, samples, three, two, 2), new Batch(first, samples, two, three, 1));
    }
}
