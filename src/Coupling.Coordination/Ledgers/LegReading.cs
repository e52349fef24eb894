using Coupling.Link;
using Coupling.Wire.Meters;

namespace Coupling.Coordination.Ledgers;

/// <summary>The counts of the link's end of one leg.</summary>
/// <param name="In">Socket bytes that the link took from the party.</param>
/// <param name="Out">Socket bytes that it gave to the party.</param>
/// <param name="Kernel">The kernel's counts of the same socket; null where it keeps none, and after the close.</param>
internal readonly record struct LegReading(long In, long Out, KernelCounts? Kernel = null)
{
    public static LegReading Of(LegCounters counters, KernelCounts? kernel) => new(counters.In, counters.Out, kernel);
}
