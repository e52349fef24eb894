namespace Coupling.Theory;

/// <summary>How many probes Bob sends at once in detect and repair.</summary>
internal static class ProbeSchedule
{
    /// <summary>The size of group j = 0, 1, …: max(1, ⌊1.25^(j−4)⌋).</summary>
    public static double GroupSize(int group) => Math.Max(1, Math.Floor(Math.Pow(1.25, group - 4)));
}
