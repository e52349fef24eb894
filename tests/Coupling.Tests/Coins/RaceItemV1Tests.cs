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

    private static double Share(double x, double y) => x / (x + y);
}
