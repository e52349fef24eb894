using Coupling.Coins;

namespace Coupling.Tests;

public class BatchArrivalsTests
{
    private const ulong Seed = 15;

    [Fact]
    public void Arrivals_are_the_golden_ones_to_the_bit() =>
        Assert.All(GoldenFile.Read("arrivals.tsv").GroupBy(line => string.Join('\t', line[..5])), lines =>
        {
            string[] of = lines.First();
            var purpose = (CoinPurpose)Convert.ToByte(of[1], 16);
            (double Time, int Round, ulong Mark)[] arrivals = [.. SlowCoins.Arrivals(
                GoldenFile.Bits(of[0]), purpose, purpose == CoinPurpose.RaceBatch6 ? 6 : 12, GoldenFile.Long(of[2]), (uint)GoldenFile.Int(of[3]), GoldenFile.Int(of[4])).Take(301)];
            Assert.All(lines, line =>
            {
                (double time, int round, ulong mark) = arrivals[GoldenFile.Int(line[5])];
                Assert.Equal(GoldenFile.Bits(line[6]), BitConverter.DoubleToUInt64Bits(time));
                Assert.Equal(GoldenFile.Int(line[7]), round);
                Assert.Equal(GoldenFile.Bits(line[8]), mark);
            });
        });

    [Theory]
    [InlineData(6)]
    [InlineData(12)]
    public void The_first_arrivals_of_an_items_rounds_are_independent_exponentials(int log2Rounds)
    {
        double[] times = [.. Enumerable.Range(0, (1 << 17) >> log2Rounds).SelectMany(block => FirstTimes(log2Rounds, block, item: 3))];
        Law.AssertContinuous(times, Law.Exponential);
        Law.AssertContinuous(Enumerable.Range(0, times.Length / 2).Select(index => Share(times[2 * index], times[(2 * index) + 1])), Law.Uniform);
    }

    [Fact]
    public void Items_are_independent()
    {
        double[] one = FirstTimes(12, block: 0, item: 3);
        double[] other = FirstTimes(12, block: 0, item: 4);
        Law.AssertContinuous(one.Zip(other, Share), Law.Uniform);
    }

    private static double[] FirstTimes(int log2Rounds, int block, int item)
    {
        int rounds = 1 << log2Rounds;
        var times = new double[rounds];
        int left = rounds;
        CoinPurpose purpose = log2Rounds == 6 ? CoinPurpose.RaceBatch6 : CoinPurpose.RaceBatch12;
        foreach ((double time, int round, _) in SlowCoins.Arrivals(Seed, purpose, log2Rounds, (long)block << log2Rounds, window: 0, item))
        {
            if (times[round] == 0)
            {
                times[round] = time / rounds;
                if (--left == 0)
                {
                    break;
                }
            }
        }

        return times;
    }

    private static double Share(double x, double y) => x / (x + y);
}
