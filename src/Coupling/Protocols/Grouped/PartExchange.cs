using Coupling.Bits;

namespace Coupling.Protocols.Grouped;

/// <summary>
/// One split of an interval of late darts of which the two sides have different parities: Alice says the parity of each part but the
/// last, and Bob finds the first in which his is another one.
/// </summary>
internal static class PartExchange
{
    /// <summary>Alice's side.</summary>
    /// <param name="own">Her darts.</param>
    /// <param name="start">The first cell of the interval.</param>
    /// <param name="cells">The length of a part.</param>
    /// <param name="arity">How many parts there are.</param>
    /// <param name="wire">Where it is said.</param>
    public static void Send(LateDarts own, long start, int cells, int arity, IBitWire wire)
    {
        for (int part = 0; part < arity - 1; part++)
        {
            wire.Send(Parity(own, start, cells, part), 1);
        }
    }

    /// <summary>Bob's side: the number of the part.</summary>
    public static async ValueTask<int> ReceiveAsync(LateDarts own, long start, int cells, int arity, IBitWire wire)
    {
        int first = arity - 1;
        for (int part = 0; part < arity - 1; part++)
        {
            bool differs = await wire.ReceiveAsync(1).ConfigureAwait(false) != Parity(own, start, cells, part);
            first = differs ? Math.Min(first, part) : first;
        }

        return first;
    }

    private static ulong Parity(LateDarts own, long start, int cells, int part) =>
        (ulong)own.Count(start + ((long)part * cells), start + ((part + 1L) * cells)) & 1;
}
