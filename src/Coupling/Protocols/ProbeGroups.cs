namespace Coupling.Protocols;

/// <summary>How many probes a search sends in its groups 0, 1, 2, …: both sides go by the same.</summary>
internal sealed class ProbeGroups
{
    private const int FirstOfSteep = 8;
    private readonly Func<int, int> size;

    private ProbeGroups(Func<int, int> size, int most)
    {
        this.size = size;
        Most = most;
    }

    /// <summary>Few wasted probes, tens of turns: where a batch of thousands of rounds shares the turns.</summary>
    public static ProbeGroups Patient { get; } = new(ProbeSchedule.Size, ProbeSchedule.MostGroups);

    /// <summary>8, 16, 32, …, 2^20: where somebody waits for every turn. Half of the probes may be wasted. As many groups as come to 19 million probes, too.</summary>
    public static ProbeGroups Steep { get; } = new(group => FirstOfSteep << Math.Min(group, 17), most: 34);

    /// <summary>After so many groups a search is given up.</summary>
    public int Most { get; }

    /// <summary>The number of probes in group <paramref name="group"/>.</summary>
    public int Size(int group) => size(group);
}
