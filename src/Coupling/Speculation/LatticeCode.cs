using System.Runtime.CompilerServices;
using Coupling.Bits;
using Coupling.Distributions;

namespace Coupling.Speculation;

/// <summary>A draft with the lattice row that it was drawn from, on the wire: which items the row is on, which lattice point it is, and which of its items is the draft.</summary>
public sealed class LatticeCode
{
    private readonly int alphabetSize;
    private readonly int denominator;
    private readonly int size;
    private readonly SubsetCode? items;
    private readonly CompositionCode counts;

    /// <param name="alphabetSize">n.</param>
    /// <param name="top">K, 1..n; null for all n items.</param>
    /// <param name="denominator">L.</param>
    internal LatticeCode(int alphabetSize, int? top, int denominator)
    {
        this.alphabetSize = alphabetSize;
        this.denominator = denominator;
        size = top ?? alphabetSize;
        items = top is null ? null : new SubsetCode(alphabetSize, size);
        counts = new CompositionCode(size, denominator);
    }

    /// <summary>⌈log₂ C(L + n − 1, L)⌉ + ⌈log₂ n⌉; or ⌈log₂ C(n, K)⌉ and those two for K in place of n.</summary>
    public int Width => (items?.Width ?? 0) + counts.Width + BitWidth.ToName(size);

    /// <summary>P′, the row on the lattice.</summary>
    public LatticeRow Round(Row row) => items is null ? LatticeRow.Of(row, denominator) : LatticeRow.OfTop(row, size, denominator);

    internal void Send(IBitWire wire, LatticeRow row, int draft)
    {
        items?.Send(wire, row.Items);
        counts.Send(wire, items is null ? row.AllCounts() : row.Counts);
        wire.SendToken(items is null ? draft : row.Items.IndexOf(draft), size);
    }

    /// <exception cref="WireProtocolException">There is no such row, or it gives the draft no weight.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<(LatticeRow Row, int Draft)> ReceiveAsync(IBitWire wire)
    {
        int[]? subset = items is null ? null : await items.ReceiveAsync(wire).ConfigureAwait(false);
        int[] units = await counts.ReceiveAsync(wire).ConfigureAwait(false);
        int place = await wire.ReceiveTokenAsync(size).ConfigureAwait(false);
        if (units[place] == 0)
        {
            throw new WireProtocolException($"Draft {place} of {size} has no weight in the row that it is said to be drawn from.");
        }

        return subset is null
            ? (LatticeRow.FromCounts(units), place)
            : (LatticeRow.OnItems(alphabetSize, subset, units), subset[place]);
    }
}
