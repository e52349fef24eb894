using System.Numerics;
using Coupling.Bits;

namespace Coupling.Tests;

public class CompositionCodeTests
{
    [Fact]
    public void Every_way_has_a_number_and_no_two_have_the_same()
    {
        foreach ((int places, int units) in ((int, int)[])[(1, 1), (1, 9), (2, 1), (2, 5), (3, 4), (4, 4), (5, 3), (7, 2), (9, 1)])
        {
            var code = new CompositionCode(places, units);
            int[][] ways = [.. Ways(places, units)];
            Assert.Equal(Enumerable.Range(0, ways.Length).Select(number => (BigInteger)number), ways.Select(way => code.IndexOf(way)).Order());
            Assert.All(ways, way => Assert.Equal(way, code.CountsOf(code.IndexOf(way))));
            Assert.Equal(Math.Ceiling(Math.Log2(ways.Length)), code.Width);
        }
    }

    /// <remarks>So that the definition cannot change unnoticed: few in the first half come first, and halves in the same way.</remarks>
    [Fact]
    public void Ways_are_ordered_by_the_units_in_the_first_half()
    {
        var code = new CompositionCode(places: 4, units: 2);
        string[] ways = [.. Enumerable.Range(0, 10).Select(number => string.Concat(code.CountsOf(number)))];
        Assert.Equal(["0002", "0011", "0020", "0101", "0110", "1001", "1010", "0200", "1100", "2000"], ways);
    }

    [Theory]
    [InlineData(50_272, 240, 2193)]
    [InlineData(50_272, 720, 5451)]
    [InlineData(1 << 20, 1, 20)]
    [InlineData(1, 4096, 0)]
    public async Task What_is_sent_is_received_in_as_many_bits_as_the_formula_says(int places, int units, int width)
    {
        var code = new CompositionCode(places, units);
        Assert.Equal(width, code.Width);
        foreach (int[] way in Some(places, units))
        {
            var sender = new BitsWire();
            code.Send(sender, way);
            Assert.Equal(width, sender.Said.Length);
            var receiver = new BitsWire(sender.Said);
            Assert.Equal(way, await code.ReceiveAsync(receiver));
            Assert.Equal(0, receiver.Remaining);
        }
    }

    [Theory]
    [InlineData(5, 7, 330)]
    [InlineData(3, 1, 3)]
    [InlineData(4, 2, 10)]
    public async Task A_number_that_no_way_has_is_refused(int places, int units, int ways)
    {
        var code = new CompositionCode(places, units);
        var sender = new BitsWire();
        sender.Send((ulong)ways, code.Width);
        await Assert.ThrowsAsync<WireProtocolException>(async () => await code.ReceiveAsync(new BitsWire(sender.Said)));
    }

    [Fact]
    public void Counts_of_another_sum_or_number_are_refused()
    {
        var code = new CompositionCode(3, 4);
        Assert.ThrowsAny<ArgumentException>(() => code.IndexOf([1, 1, 1]));
        Assert.ThrowsAny<ArgumentException>(() => code.IndexOf([4, 0]));
        Assert.ThrowsAny<ArgumentException>(() => code.IndexOf([5, -1, 0]));
        Assert.ThrowsAny<ArgumentException>(() => new CompositionCode(0, 4));
        Assert.ThrowsAny<ArgumentException>(() => new CompositionCode(4, 0));
    }

    private static IEnumerable<int[]> Ways(int places, int units) => places == 1
        ? [[units]]
        : Enumerable.Range(0, units + 1).SelectMany(first => Ways(places - 1, units - first).Select(others => (int[])[first, .. others]));

    /// <summary>All in one place, spread evenly, and heaped up.</summary>
    private static IEnumerable<int[]> Some(int places, int units)
    {
        int[] at = [0, places / 3, places - 1];
        foreach (int place in at)
        {
            int[] one = new int[places];
            one[place] = units;
            yield return one;
        }

        int[] spread = new int[places];
        int[] heaped = new int[places];
        for (int unit = 0; unit < units; unit++)
        {
            spread[(int)((long)unit * 7919 % places)]++;
            heaped[(int)((long)unit * unit * unit % places)]++;
        }

        yield return spread;
        yield return heaped;
    }
}
