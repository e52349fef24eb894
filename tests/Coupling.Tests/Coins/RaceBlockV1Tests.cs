using Coupling.Coins;

namespace Coupling.Tests;

public class RaceBlockV1Tests
{
    private const ulong Seed = 14;

    [Fact]
    public void Its_times_are_the_golden_ones_to_the_bit() =>
        Assert.All(GoldenFile.Read("race.block-v1.tsv"), line => Assert.Equal(
            GoldenFile.Bits(line[3]),
            BitConverter.DoubleToUInt64Bits(SlowCoins.BlockRace(GoldenFile.Bits(line[0]), GoldenFile.Long(line[1]), GoldenFile.Int(line[2])))));

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(64 * 64)]
    public void Its_times_are_exponential(int item) =>
        Law.AssertContinuous(Enumerable.Range(0, 100_000).Select(round => SlowCoins.BlockRace(Seed, round, item)), Law.Exponential);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 37)]
    [InlineData(63, 64)]
    public void Items_are_independent_within_a_block_and_beyond(int one, int other) =>
        Law.AssertContinuous(
            Enumerable.Range(0, 100_000).Select(round => Share(SlowCoins.BlockRace(Seed, round, one), SlowCoins.BlockRace(Seed, round, other))), Law.Uniform);

    [Fact]
    public void The_least_of_a_block_and_of_a_half_of_it_have_their_rates()
    {
        double[][] blocks = [.. Enumerable.Range(0, 5_000).Select(round =>
            Enumerable.Range(0, 64).Select(item => SlowCoins.BlockRace(Seed, round, item)).ToArray())];
        Law.AssertContinuous(blocks.Select(block => 64 * block.Min()), Law.Exponential);
        Law.AssertContinuous(blocks.Select(block => 32 * block.Take(32).Min()), Law.Exponential);
        Law.AssertContinuous(blocks.Select(block => Share(block.Take(32).Min(), block.Skip(32).Min())), Law.Uniform);
    }

    private static double Share(double x, double y) => x / (x + y);
}
