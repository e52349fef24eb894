using Coupling.Protocols;
using Coupling.Protocols.Grouped;

namespace Coupling.Tests;

public class GroupSettingTests
{
    [Theory]
    [InlineData(8, 8, 7, 3, 8)]
    [InlineData(256, 16, 16, 4, 256)]
    [InlineData(256, 16, 5, 2, 1)]
    [InlineData(1, 1, 2, 0, 1)]
    [InlineData(64, 8, 2, 0, 63)]
    public void A_setting_is_a_number_and_back(int size, int arity, int hashBits, int searches, int rounds)
    {
        var setting = new GroupSetting(size, arity, hashBits, searches, rounds);
        Assert.Equal(setting, GroupSetting.Unpack(setting.Pack()));
        Assert.Equal(searches == 0, setting.Splits);
    }

    [Fact]
    public void Other_numbers_are_refused()
    {
        long packed = new GroupSetting(8, 8, 7, 3, 8).Pack();
        Assert.Throws<ArgumentOutOfRangeException>(() => GroupSetting.Unpack(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => GroupSetting.Unpack(-packed));
        Assert.Throws<ArgumentOutOfRangeException>(() => GroupSetting.Unpack(packed + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => GroupSetting.Unpack(packed | (1L << 40)));
        Assert.Throws<ArgumentOutOfRangeException>(() => GroupSetting.Unpack(long.MaxValue));
    }

    [Fact]
    public void More_flags_make_smaller_groups()
    {
        for (int hashBits = RepairGrouped.MinimumHashBits; hashBits <= RepairGrouped.MaximumHashBits; hashBits++)
        {
            GroupSetting first = GroupRule.First(hashBits);
            int groups = GroupRule.FirstRounds(hashBits) / first.Size;
            int[] sizes = [.. Enumerable.Range(0, groups + 1).Select(flagged => GroupRule.Rest(first, flagged, groups).Size)];
            Assert.Equal(sizes.OrderDescending(), sizes);
            Assert.Equal(GroupRule.LargestSize, sizes[0]);
            Assert.InRange(sizes[^1], 2, 8);
        }
    }

    [Fact]
    public void Every_setting_that_is_chosen_can_be_written_down()
    {
        for (int hashBits = RepairGrouped.MinimumHashBits; hashBits <= RepairGrouped.MaximumHashBits; hashBits++)
        {
            GroupSetting first = GroupRule.First(hashBits);
            IEnumerable<GroupSetting> chosen =
            [
                first,
                .. Enumerable.Range(0, 65).Select(flagged => GroupRule.Rest(first, flagged, 64)),
                .. Enumerable.Range(0, 3).Select(splits => GroupRule.Splitting(hashBits, splits)),
            ];
            Assert.All(chosen, setting => Assert.Equal(setting, GroupSetting.Unpack(setting.Pack())));
        }
    }

    /// <summary>G and f of the tables in docs/protocols/repair-grouped.md.</summary>
    [Theory]
    [InlineData(2, 1, 16, 16)]
    [InlineData(4, 1, 8, 8)]
    [InlineData(6, 1, 4, 4)]
    [InlineData(8, 1, 2, 2)]
    [InlineData(16, 1, 2, 2)]
    [InlineData(2, 2, 64, 8)]
    [InlineData(5, 2, 16, 4)]
    [InlineData(7, 2, 4, 2)]
    [InlineData(16, 2, 4, 2)]
    [InlineData(7, 0, 1, 1)]
    public void Without_a_first_part_the_hash_bits_decide(int hashBits, int splits, int size, int arity) =>
        Assert.Equal(new GroupSetting(size, arity, hashBits, 0, size), GroupRule.Splitting(hashBits, splits));

    [Theory]
    [InlineData(1, null)]
    [InlineData(17, null)]
    [InlineData(4, 1)]
    [InlineData(4, 4)]
    [InlineData(4, 9)]
    public void Parameters_have_bounds(int hashBits, int? turns) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RepairGrouped(hashBits, turns));
}
