using Coupling.Bits;
using Coupling.Coins;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Protocols.Grouped;
using Coupling.Sampling;

namespace Coupling.Conformance;

/// <summary>The searches, on differences that are put there.</summary>
public class SearchTests
{
    private const ulong Seed = 20240807;

    [Theory]
    [InlineData(16, 4)]
    [InlineData(16, 16)]
    [InlineData(64, 8)]
    [InlineData(256, 2)]
    public void A_lone_difference_is_found_along_its_bit(int size, int arity)
    {
        var setting = new GroupSetting(size, arity, 4, 1, size);
        for (int place = 0; place < size; place += 5)
        {
            (List<Node> alice, List<Node> bob) = Search(setting, [place]);
            Assert.Equal([place], bob.Select(node => node.Start));
            Assert.Equal([place], alice.Select(node => node.Start));
        }
    }

    [Fact]
    public void Of_two_differences_in_one_part_none_is_found_and_a_third_is()
    {
        var setting = new GroupSetting(16, 4, 4, 1, 16);
        (List<Node> alice, List<Node> bob) = Search(setting, [4, 7, 9]);
        Assert.Equal([9], bob.Select(node => node.Start));
        Assert.Equal([9], alice.Select(node => node.Start));
        Assert.Equal([1, 6, 9], Search(setting, [1, 6, 9]).Bob.Select(node => node.Start));
    }

    [Fact]
    public void Splitting_finds_all_that_do_not_cancel()
    {
        var setting = new GroupSetting(16, 4, 4, 0, 16);
        Assert.Equal([4, 7, 9, 10], Search(setting, [4, 7, 9, 10], [1, 2, 3, 4]).Bob.Select(node => node.Start));
        Assert.Equal([9], Search(setting, [4, 7, 9], [5, 5, 6]).Bob.Select(node => node.Start));
    }

    [Fact]
    public void Late_darts_are_counted_in_their_cells()
    {
        TestPair pair = TestPairs.Named("two Zipf laws");
        PartyContext party = pair.Party(Role.Alice, Seed);
        IDarts darts = SharedDarts.Of(party);
        Dart origin = darts.First(7);
        var cursor = new DartCursor(darts, 7, origin);
        Dart[] later = [.. Enumerable.Range(0, 200).Select(_ => cursor.Take())];
        var late = new LateDarts(darts, 7, origin);
        foreach ((int start, int end) in ((int, int)[])[(0, 8), (3, 40), (10, 64)])
        {
            late.MoveTo(start, end);
            Assert.Equal(later.Count(dart => Cell(dart) >= start && Cell(dart) < end), late.Count(start, end));
            for (int cell = start; cell < end; cell++)
            {
                Assert.Equal(later.Where(dart => Cell(dart) == cell).Select(dart => (dart.Item, (int)(dart.Hash >> 61))), late.At(cell).ToArray().Select(place => (place.Item, place.Hash)));
            }
        }

        int Cell(Dart dart) => (int)Math.Floor((((long)dart.Window - origin.Window) + (dart.Offset - origin.Offset)) * 4);
    }

    [Fact]
    public void The_supply_lies_where_no_first_dart_does()
    {
        TestPair pair = TestPairs.Named("three items");
        PartyContext party = pair.Party(Role.Bob, Seed);
        IDarts darts = SharedDarts.Of(party);
        var found = new List<Dart>();
        for (uint window = 1u << 31; found.Count < 20;)
        {
            window = darts.Append(4096, window, found);
        }

        LateDarts supply = LateDarts.Supply(darts, 4096);
        supply.MoveTo(0, 1000);
        Assert.Equal(found.Take(20).Select(dart => dart.Item), Enumerable.Range(0, 1000).SelectMany(cell => supply.At(cell).ToArray()).Take(20).Select(place => place.Item));
    }

    [Fact]
    public void A_pool_gives_what_came_first_and_each_once()
    {
        var pool = new ItemPool();
        pool.Add(3);
        pool.Add(1);
        pool.Add(3);
        Assert.Equal([3, 1, 3], Enumerable.Range(0, 3).Select(_ => pool.Take()));
        Assert.Equal(0, pool.Count);
        Assert.Throws<InvalidOperationException>(() => pool.Take());
    }

    [Fact]
    public void Plans_are_bounded_and_whole()
    {
        foreach (double distance in (double[])[1, 0.3, 0.05, 0.004, 1e-4, 1e-9])
        {
            int length = SearchPlan.Cells(distance);
            for (int number = 0; number < SearchPlan.MostSteps; number++)
            {
                foreach (IntervalPlan plan in (IntervalPlan[])[SearchPlan.Step(length, number), SearchPlan.Pass(length, 1 + (number * 16), number)])
                {
                    Assert.InRange(plan.Length, 1, SearchPlan.LongestPass);
                    Assert.Equal(1, int.PopCount(plan.Cells));
                    Assert.InRange(plan.Intervals, 1, int.MaxValue);
                }

                Assert.Equal(1, int.PopCount(SearchPlan.Step(length, number).Intervals));
            }
        }
    }

    [Theory]
    [InlineData(1, 32, new int[0])]
    [InlineData(32, 32, new[] { 32 })]
    [InlineData(1024, 32, new[] { 32, 32 })]
    [InlineData(128, 32, new[] { 16, 8 })]
    [InlineData(32, 4, new[] { 4, 4, 2 })]
    public void Intervals_are_split_as_evenly_as_can_be(int cells, int largest, int[] arities)
    {
        var splits = new List<int>();
        for (int left = cells; left > 1; left /= splits[^1])
        {
            splits.Add(SearchPlan.Arity(left, largest));
        }

        Assert.Equal(arities, splits);
    }

    // Alice's hashes are 0, Bob's differ at the given places: in bit 2, or by the given values.
    private static (List<Node> Alice, List<Node> Bob) Search(GroupSetting setting, int[] places, uint[]? differences = null)
    {
        var hers = new LiveHashes(setting.Size, setting.HashBits);
        var his = new LiveHashes(setting.Size, setting.HashBits);
        uint sum = 0;
        for (int index = 0; index < places.Length; index++)
        {
            uint difference = differences?[index] ?? 4;
            his.Set(places[index], difference);
            sum ^= difference;
        }

        List<Node> alice = [];
        List<Node> bob = [];
        LocalPair.Exchange(
            new BatchRunner(Role.Alice, 1, async (_, wire) => alice = await Ask(GroupLayout.Nodes([Group(0)]), hers, new FlagCode(), wire)),
            new BatchRunner(Role.Bob, 1, async (_, wire) => bob = await Answer(GroupLayout.Nodes([Group(sum)]), his, new FlagCode(), wire)));
        return (alice, bob);

        DetectionGroup Group(uint difference)
        {
            var group = new DetectionGroup(0, setting) { Difference = difference };
            if (!setting.Splits)
            {
                group.Search(2);
            }

            return group;
        }

        ValueTask<List<Node>> Ask(List<Node> nodes, LiveHashes hashes, FlagCode flags, IBitWire wire) =>
            setting.Splits ? SplitSearch.AskAsync(nodes, hashes, flags, wire) : PivotSearch.AskAsync(nodes, hashes, flags, wire);

        ValueTask<List<Node>> Answer(List<Node> nodes, LiveHashes hashes, FlagCode flags, IBitWire wire) =>
            setting.Splits ? SplitSearch.AnswerAsync(nodes, hashes, flags, wire) : PivotSearch.AnswerAsync(nodes, hashes, flags, wire);
    }
}
