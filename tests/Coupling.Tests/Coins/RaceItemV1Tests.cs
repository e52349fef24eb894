using Coupling.Coins;

namespace Coupling.Tests;

public class RaceItemV1Tests
{
    [Fact]
    public void Its_times_are_the_golden_ones_to_the_bit() =>
        Assert.All(GoldenFile.Read("race.item-v1.tsv"), line =>
        {
            var race = new RaceItemV1(new PublicCoins(GoldenFile.Bits(line[0])));
            double time = race.Exponential(GoldenFile.Long(line[1]), GoldenFile.Int(line[2]));
            Assert.Equal(GoldenFile.Bits(line[3]), BitConverter.DoubleToUInt64Bits(time));
        });

    [Fact]
    public void Its_times_are_exponential()
    {
        var race = new RaceItemV1(new PublicCoins(11));
        Law.AssertContinuous(Enumerable.Range(0, 100_000).Select(index => race.Exponential(index / 10, index % 10)), Law.Exponential);
    }

    [Fact]
    public void The_two_items_of_a_block_are_independent()
    {
        // Of two independent Exp(1), the first's share of the sum is uniform.
        var race = new RaceItemV1(new PublicCoins(12));
        Law.AssertContinuous(Enumerable.Range(0, 100_000).Select(round => Share(race.Exponential(round, 6), race.Exponential(round, 7))), Law.Uniform);
    }

    [Fact]
    public void Successive_rounds_are_independent()
    {
        var race = new RaceItemV1(new PublicCoins(13));
        Law.AssertContinuous(
            Enumerable.Range(0, 100_000).Select(index => Share(race.Exponential(2 * index, 3), race.Exponential((2 * index) + 1, 3))), Law.Uniform);
    }

    [Fact]
    public void The_hash_of_an_item_is_12_uniform_bits_beside_its_time()
    {
        var race = new RaceItemV1(new PublicCoins(14));
        long[] counts = new long[4096];
        long[] ofShortTimes = new long[16];
        for (int index = 0; index < 400_000; index++)
        {
            int hash = race.Hash(index / 10, index % 10);
            counts[hash]++;
            ofShortTimes[hash & 15] += race.Exponential(index / 10, index % 10) < 0.5 ? 1 : 0;
        }

        Law.AssertCounts(counts, [.. Enumerable.Repeat(400_000 / 4096.0, 4096)]);
        Law.AssertCounts(ofShortTimes, [.. Enumerable.Repeat(ofShortTimes.Sum() / 16.0, 16)]);
    }

    private static double Share(double x, double y) => x / (x + y);
}
