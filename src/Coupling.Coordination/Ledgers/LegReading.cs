using Coupling.Link;

namespace Coupling.Coordination.Ledgers;

/// <summary>The link's counts of one leg.</summary>
internal readonly record struct LegReading(long In, long Out)
{
    public static LegReading Of(LegCounters counters) => new(counters.In, counters.Out);
}
