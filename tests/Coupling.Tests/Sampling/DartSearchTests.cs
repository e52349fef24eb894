using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Tests;

public class DartSearchTests
{
    private static readonly Row Weights = Rows.Zipf(20, 1.0, stride: 3);

    private static DartSearch Search => new(Rows.Constant(Weights), new PublicCoins(51));

    [Fact]
    public void It_finds_the_darts_below_the_weights_and_no_other()
    {
        var process = new DartsWindowV1(new PublicCoins(51));
        for (uint window = 0; window < 200; window++)
        {
            var found = new List<Dart>();
            Search.Append(round: 9, window, found);
            var exhaustive =
                from item in Enumerable.Range(0, Weights.Length)
                from order in Enumerable.Range(0, 12)
                let dart = process.Named(9, item, window, order)
                where dart.Height < Weights[item]
                select dart;
            Assert.Equal(exhaustive.OrderBy(dart => dart.Offset), found);
        }
    }

    [Fact]
    public void The_first_dart_is_before_all_others() =>
        Assert.All(Enumerable.Range(0, 200), round =>
        {
            Dart first = Search.First(round);
            List<Dart> walked = Walk(round, first, 5);
            Assert.All(walked, dart => Assert.True(first.IsBefore(dart)));
            var windows = new List<Dart>();
            for (uint window = 0; window <= first.Window; window++)
            {
                Search.Append(round, window, windows);
            }

            Assert.Equal(first, windows[0]);
        });

    [Fact]
    public void A_cursor_walks_all_darts_after_its_origin_in_time_order() =>
        Assert.All(Enumerable.Range(0, 50), round =>
        {
            Dart first = Search.First(round);
            List<Dart> all = Walk(round, first, 30);
            Assert.All(all.Zip(all.Skip(1)), pair => Assert.True(pair.First.IsBefore(pair.Second)));

            // From any of them on, the walk is the rest of the same walk.
            Assert.Equal(all.Skip(11), Walk(round, all[10], 19));
        });

    [Fact]
    public void Peeking_uses_no_dart_up()
    {
        DartSearch search = Search;
        var cursor = new DartCursor(search, round: 3, search.First(3));
        Dart next = cursor.Peek();
        Assert.Equal(next, cursor.Peek());
        Assert.Equal(next, cursor.Take());
        Assert.NotEqual(next, cursor.Take());
    }

    private static List<Dart> Walk(long round, Dart origin, int count)
    {
        var cursor = new DartCursor(Search, round, origin);
        return [.. Enumerable.Range(0, count).Select(_ => cursor.Take())];
    }
}
