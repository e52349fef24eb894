using Coupling.Bits;

namespace Coupling.Tests;

public class SubsetCodeTests
{
    [Fact]
    public async Task Every_subset_is_sent_and_received()
    {
        foreach ((int items, int size) in ((int, int)[])[(1, 1), (2, 1), (4, 2), (5, 3), (6, 6), (7, 4), (9, 1)])
        {
            var code = new SubsetCode(items, size);
            var words = new HashSet<ulong>();
            foreach (int[] subset in Subsets(items, size))
            {
                var sender = new BitsWire();
                code.Send(sender, subset);
                Assert.Equal(code.Width, sender.Said.Length);
                Assert.Equal(subset, await code.ReceiveAsync(new BitsWire(sender.Said)));
                Assert.True(words.Add(sender.Said.Read().Read(code.Width)));
            }

            Assert.Equal(Math.Ceiling(Math.Log2(words.Count)), code.Width);
        }
    }

    [Theory]
    [InlineData(50_272, 50, 567)]
    [InlineData(50_272, 1, 16)]
    [InlineData(50_272, 50_272, 0)]
    public async Task Of_many_items_too(int items, int size, int width)
    {
        var code = new SubsetCode(items, size);
        Assert.Equal(width, code.Width);
        int[] subset = [.. Enumerable.Range(0, items).Where(item => item % (items / size) == 0).Take(size)];
        var sender = new BitsWire();
        code.Send(sender, subset);
        Assert.Equal(width, sender.Said.Length);
        Assert.Equal(subset, await code.ReceiveAsync(new BitsWire(sender.Said)));
    }

    private static IEnumerable<int[]> Subsets(int items, int size) =>
        from mask in Enumerable.Range(0, 1 << items)
        where int.PopCount(mask) == size
        select Enumerable.Range(0, items).Where(item => (mask >> item & 1) != 0).ToArray();
}
