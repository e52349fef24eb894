using Coupling.Coins;
using CsCheck;

namespace Coupling.Tests;

public class DartTests
{
    // Few values each, so that ties in every place are common.
    private static readonly Gen<Dart> Darts =
        Gen.Select(Gen.Int[0, 2], Gen.UInt[0, 2], Gen.Int[0, 2], Gen.Int[0, 2]).Select(
            (item, window, order, offset) => new Dart(item, window, order, Height: 0.5, (offset + 0.5) / 4, Hash: 0));

    private static readonly Gen<Dart> AnyDarts =
        Gen.Select(Gen.Int[0, 1000], Gen.UInt[0, 1 << 26], Gen.ULong).Select(
            (item, window, bits) => new Dart(item, window, Order: 0, Height: 0.5, OpenUniform.FromBits(bits), Hash: 0));

    [Fact]
    public void Of_two_darts_exactly_one_is_before_the_other_unless_they_have_one_name() =>
        Gen.Select(Darts, Darts).Sample((x, y) => x == y ? !x.IsBefore(y) : x.IsBefore(y) ^ y.IsBefore(x));

    [Fact]
    public void The_order_is_transitive() =>
        Gen.Select(Darts, Darts, Darts).Sample((x, y, z) => !(x.IsBefore(y) && y.IsBefore(z)) || x.IsBefore(z));

    [Fact]
    public void Time_comes_before_name()
    {
        var early = new Dart(Item: 9, Window: 3, Order: 5, Height: 0.9, Offset: 0.25, Hash: 1);
        Assert.True(early.IsBefore(early with { Offset = 0.5, Item = 0, Order = 0, Height = 0.1 }));
        Assert.True(early.IsBefore(early with { Window = 4, Offset = 0.01, Item = 0 }));
        Assert.True(early.IsBefore(early with { Item = 10, Order = 0 }));
        Assert.True(early.IsBefore(early with { Order = 6 }));
        Assert.False(early.IsBefore(early with { Height = 0.1, Hash = 0 }));
    }

    [Fact]
    public void A_later_dart_never_lies_in_an_earlier_cell() =>
        Gen.Select(AnyDarts, AnyDarts, AnyDarts).Sample((x, y, z) =>
        {
            Dart[] inTime = [x, y, z];
            Array.Sort(inTime, (first, second) => first.IsBefore(second) ? -1 : 1);
            long near = inTime[1].CellAfter(inTime[0]);
            return near >= 0 && near <= inTime[2].CellAfter(inTime[0]);
        });

    [Fact]
    public void Neighbouring_times_keep_the_order_of_cells()
    {
        // Around a cell's border, one step of the grid at a time.
        var origin = new Dart(0, Window: 7, Order: 0, Height: 0.5, Offset: 0.25 + OpenUniform.Smallest, Hash: 0);
        foreach (uint window in (uint[])[7, 8, 1 << 20])
        {
            long[] cells =
            [
                .. Enumerable.Range(-4, 9)
                    .Select(step => origin with { Window = window, Offset = 0.75 + ((2 * step) + 1) * OpenUniform.Smallest })
                    .Select(dart => dart.CellAfter(origin)),
            ];
            Assert.Equal(cells.Order(), cells);
            Assert.Equal(1 + (2 * (window - 7L)), cells[^1]);
        }
    }

    [Fact]
    public void A_dart_lies_in_cell_0_of_itself() => AnyDarts.Sample(dart => dart.CellAfter(dart) == 0);

    [Fact]
    public void A_window_begins_in_no_later_cell_than_its_darts() =>
        Gen.Select(AnyDarts, AnyDarts).Sample((x, y) => Dart.CellOfWindow(x, y.Window) <= y.CellAfter(x));
}
