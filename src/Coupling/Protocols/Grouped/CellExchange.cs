using Coupling.Bits;

namespace Coupling.Protocols.Grouped;

/// <summary>
/// The end of a search for late darts, one cell: Alice says the 3 highest hash bits of all her darts in it, and Bob takes the first of
/// his that none of them can be.
/// </summary>
internal static class CellExchange
{
    private const int HashBits = 3;

    /// <summary>More darts than this no cell has: half a unit of time, of rate 1.</summary>
    private const int MostDarts = 127;

    /// <summary>Alice's side: how many, in unary, and the bits of each.</summary>
    public static void Send(LateDarts own, long cell, IBitWire wire)
    {
        ReadOnlySpan<LateDarts.Place> darts = own.At(cell);
        wire.SendUnary(darts.Length);
        foreach (LateDarts.Place dart in darts)
        {
            wire.Send((ulong)dart.Hash, HashBits);
        }
    }

    /// <summary>Bob's side: the item of a dart that he alone has, −1 if he finds none.</summary>
    /// <exception cref="WireProtocolException">There are more darts than any cell has.</exception>
    public static async ValueTask<int> ReceiveAsync(LateDarts own, long cell, IBitWire wire)
    {
        long count = await wire.ReceiveUnaryAsync().ConfigureAwait(false);
        if (count > MostDarts)
        {
            throw new WireProtocolException($"{count} darts in half a unit of time: more than {MostDarts}.");
        }

        int hers = 0;
        for (long dart = 0; dart < count; dart++)
        {
            hers |= 1 << (int)await wire.ReceiveAsync(HashBits).ConfigureAwait(false);
        }

        return FirstOutside(own.At(cell), hers);
    }

    private static int FirstOutside(ReadOnlySpan<LateDarts.Place> darts, int hashes)
    {
        foreach (LateDarts.Place dart in darts)
        {
            if ((hashes & (1 << dart.Hash)) == 0)
            {
                return dart.Item;
            }
        }

        return LateDart.None;
    }
}
