using Coupling.Coins;
using Coupling.Protocols;

namespace Coupling.Tests;

public class PrivateProposalV1Tests
{
    [Fact]
    public void They_are_the_golden_ones_to_the_bit() =>
        Assert.All(GoldenFile.Read("private.proposal-v1.tsv"), line =>
        {
            var coins = new PrivateProposalV1(new PrivateCoins(GoldenFile.Bits(line[0]), Enum.Parse<Role>(line[1])));
            (double place, double height) = coins.At(GoldenFile.Long(line[2]), (uint)GoldenFile.Long(line[3]));
            Assert.Equal(GoldenFile.Double(line[4]), place);
            Assert.Equal(GoldenFile.Double(line[5]), height);
        });

    [Fact]
    public void Both_coordinates_are_uniform_and_independent()
    {
        var coins = new PrivateProposalV1(new PrivateCoins(34, Role.Bob));
        (double Place, double Height)[] points = [.. Enumerable.Range(0, 100_000).Select(index => coins.At(3, (uint)index))];
        Law.AssertContinuous(points.Select(point => point.Place), Law.Uniform);
        Law.AssertContinuous(points.Select(point => point.Height), Law.Uniform);
        long[] cells = new long[64];
        Array.ForEach(points, point => cells[(8 * (int)(8 * point.Place)) + (int)(8 * point.Height)]++);
        Law.AssertCounts(cells, [.. Enumerable.Repeat(points.Length / 64.0, 64)]);
    }

    [Fact]
    public void They_share_no_coin_with_each_other_or_with_single_uniforms()
    {
        double[] drawn =
        [
            .. from role in Enum.GetValues<Role>()
               from round in Enumerable.Range(0, 100)
               from index in Enumerable.Range(0, 4)
               let coins = new PrivateCoins(32, role)
               let point = new PrivateProposalV1(coins).At(round, (uint)index)
               from coin in (double[])[point.Place, point.Height, coins.Uniform(round, index)]
               select coin,
        ];
        Assert.Equal(drawn.Length, drawn.Distinct().Count());
    }
}
