using Coupling.Protocols;

namespace Coupling.Tests;

public class ProbeScheduleTests
{
    [Fact]
    public void Its_beginning_is_the_published_one() =>
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 3, 4, 5, 7, 9], Enumerable.Range(0, 15).Select(ProbeSchedule.Size));

    [Fact]
    public void It_is_the_floor_of_a_power_of_five_quarters()
    {
        // 1.25^k = 5^k/4^k in integers.
        for (int group = 4; group < 60; group++)
        {
            var exact = System.Numerics.BigInteger.Pow(5, group - 4) / System.Numerics.BigInteger.Pow(4, group - 4);
            Assert.Equal((int)exact, ProbeSchedule.Size(group));
        }
    }

    [Fact]
    public void It_never_shrinks_and_ends_at_a_largest_size()
    {
        int[] sizes = [.. Enumerable.Range(0, 200).Select(ProbeSchedule.Size)];
        Assert.Equal(sizes.Order(), sizes);
        Assert.Equal(1 << 20, sizes[^1]);
        Assert.Equal(1 << 20, ProbeSchedule.Size(int.MaxValue));
    }
}
