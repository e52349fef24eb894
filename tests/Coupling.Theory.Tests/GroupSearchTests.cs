using System.Numerics;
using Coupling.Protocols;
using Coupling.Protocols.Grouped;

namespace Coupling.Theory.Tests;

public class GroupSearchTests
{
    private const double Exactly = 1e-11;

    /// <summary>G, f, c₀, S (0: splitting), rounds.</summary>
    public static TheoryData<int, int, int, int, int> Settings => new()
    {
        { 1, 1, 3, 0, 1 },
        { 2, 2, 2, 2, 2 },
        { 2, 2, 4, 2, 1 },
        { 4, 4, 2, 1, 4 },
        { 4, 4, 3, 3, 4 },
        { 4, 2, 3, 3, 4 },
        { 4, 2, 3, 2, 3 },
        { 4, 4, 4, 4, 4 },
        { 8, 8, 2, 2, 7 },
        { 8, 4, 2, 2, 8 },
        { 8, 2, 2, 2, 6 },
        { 8, 2, 2, 1, 7 },
        { 4, 4, 3, 0, 4 },
        { 4, 2, 3, 0, 4 },
        { 8, 2, 2, 0, 7 },
        { 8, 8, 2, 0, 5 },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void It_is_what_trying_all_hashes_gives(int size, int arity, int hashBits, int searches, int rounds)
    {
        var setting = new GroupSetting(size, arity, hashBits, searches, rounds);
        foreach (double differing in (double[])[0.01, 0.3, 0.9, 1])
        {
            (double found, double[] begun) = AllHashes.Of(setting, differing);
            var law = GroupSearch.Of(setting, differing);
            Assert.Equal(found / (differing * rounds), law.Found, Exactly);
            Assert.Equal(begun.Length, law.Begun.Count);
            Assert.All(begun.Zip(law.Begun), pair => Assert.Equal(pair.First, pair.Second, Exactly));
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_lone_difference_is_found_unless_its_hashes_agree(int size, int arity, int hashBits, int searches, int rounds)
    {
        var setting = new GroupSetting(size, arity, hashBits, searches, rounds);
        double limit = 1 - Math.ScaleB(1, -hashBits);
        Assert.Equal(limit, GroupSearch.Of(setting, 0).Found, Exactly);
        Assert.Equal(limit, GroupSearch.Of(setting, 1e-9).Found, 1e-6);
    }

    [Fact]
    public void A_share_is_a_share_for_the_largest_groups_too()
    {
        foreach (int searches in (int[])[1, 2, 4])
        {
            var law = GroupSearch.Of(new GroupSetting(256, 16, 16, searches, 256), 0.01);
            Assert.InRange(law.Found, 0.1, 1);
        }
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_probability_is_between_0_and_1(double differing) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => GroupSearch.Of(new GroupSetting(2, 2, 2, 1, 2), differing));

    [Theory]
    [InlineData(2, null, 4096)]
    [InlineData(8, null, 4096)]
    [InlineData(8, null, 4096 + 700)]
    [InlineData(5, null, 77)]
    [InlineData(5, 7, 4096 + 77)]
    public void Expected_settings_are_of_all_rounds(int hashBits, int? turns, int rounds)
    {
        foreach (double differing in (double[])[0, 1e-6, 0.1, 1])
        {
            IReadOnlyDictionary<GroupSetting, double> settings = GroupSettings.Expected(new RepairGrouped(hashBits, turns), differing, rounds);
            Assert.Equal(rounds, settings.Values.Sum(), 1e-6);
            Assert.All(settings.Keys, setting => Assert.Equal(setting, GroupSetting.Unpack(setting.Pack())));
        }
    }

    [Fact]
    public void The_law_of_settings_is_the_mean_over_their_rounds()
    {
        double[] p = [.5, .3, .2];
        double[] q = [.2, .3, .5];
        var one = new GroupSetting(8, 8, 3, 1, 8);
        var other = new GroupSetting(2, 2, 3, 1, 2);
        double law = SettingLaw.Of(new RepairGrouped(3), p, q, new Dictionary<long, long> { [one.Pack()] = 300, [other.Pack()] = 100 });
        Assert.Equal(((3 * RepairGroupedAgreement.Of(p, q, one)) + RepairGroupedAgreement.Of(p, q, other)) / 4, law, Exactly);
    }

    [Fact]
    public void A_law_of_settings_needs_rounds_settings_and_a_mode_that_has_them()
    {
        double[] p = [.5, .5];
        var none = new Dictionary<long, long>();
        Assert.Throws<ArgumentException>(() => SettingLaw.Of(new RepairGrouped(3), p, p, none));
        Assert.Throws<ArgumentException>(() => SettingLaw.Of(new Repair(3), p, p, new Dictionary<long, long> { [0] = 1 }));
        Assert.ThrowsAny<ArgumentException>(() => SettingLaw.Of(new RepairGrouped(3), p, p, new Dictionary<long, long> { [-1] = 1 }));
    }

    /// <summary>Steps 1 to 4 as they are written, for every value that the hashes can have, each with its probability.</summary>
    private static class AllHashes
    {
        public static (double Found, double[] Begun) Of(GroupSetting setting, double differing)
        {
            int values = 1 << setting.HashBits;
            double[] begun = new double[Math.Max(1, setting.Searches)];
            double found = 0;

            // A round is the same (0) or differs, and then its two hashes differ by any of 2^c0 values (1 + value).
            int[] rounds = new int[setting.Rounds];
            for (bool more = true; more; more = Next(rounds, values))
            {
                int different = rounds.Count(round => round > 0);
                double weight = Math.Pow(differing / values, different) * Math.Pow(1 - differing, rounds.Length - different);
                uint[] live = [.. Enumerable.Range(0, setting.Size).Select(place => place < rounds.Length && rounds[place] > 0 ? (uint)rounds[place] - 1 : 0)];
                found += weight * (setting.Splits ? Split(live, setting, begun, weight) : Search(live, setting, begun, weight));
            }

            return (found, begun);
        }

        private static int Search(uint[] live, GroupSetting setting, double[] begun, double weight)
        {
            uint open = (1u << setting.HashBits) - 1;
            int found = 0;
            for (int search = 0; search < setting.Searches; search++)
            {
                uint difference = live.Aggregate((x, y) => x ^ y) & open;
                if (difference == 0)
                {
                    break;
                }

                begun[search] += weight;
                int pivot = BitOperations.TrailingZeroCount(difference);
                open &= ~(1u << pivot);
                foreach (int leaf in Odd(live, 0, live.Length, pivot, search == 0 ? setting.Arity : live.Length))
                {
                    live[leaf] = 0;
                    found++;
                }
            }

            return found;
        }

        private static List<int> Odd(uint[] live, int start, int size, int pivot, int arity)
        {
            uint xor = live.AsSpan(start, size).ToArray().Aggregate((x, y) => x ^ y);
            if (((xor >> pivot) & 1) == 0)
            {
                return [];
            }

            int part = size / Math.Min(arity, size);
            return size == 1 ? [start] : [.. Enumerable.Range(0, size / part).SelectMany(child => Odd(live, start + (child * part), part, pivot, arity))];
        }

        private static int Split(uint[] live, GroupSetting setting, double[] begun, double weight)
        {
            begun[0] += live.Aggregate((x, y) => x ^ y) == 0 ? 0 : weight;
            return Different(live, 0, live.Length, setting.Arity);
        }

        private static int Different(uint[] live, int start, int size, int arity)
        {
            if (live.AsSpan(start, size).ToArray().Aggregate((x, y) => x ^ y) == 0)
            {
                return 0;
            }

            int part = size / Math.Max(1, Math.Min(arity, size));
            return size == 1 ? 1 : Enumerable.Range(0, size / part).Sum(child => Different(live, start + (child * part), part, arity));
        }

        private static bool Next(int[] rounds, int values)
        {
            for (int place = 0; place < rounds.Length; place++)
            {
                if (rounds[place]++ < values)
                {
                    return true;
                }

                rounds[place] = 0;
            }

            return false;
        }
    }
}
