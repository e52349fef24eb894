using Coupling.Coins;
using Coupling.Protocols;

namespace Coupling.Tests;

public class PrivateCoinsTests
{
    [Fact]
    public void They_are_the_golden_ones_to_the_bit() =>
        Assert.All(GoldenFile.Read("private.uniform-v1.tsv"), line =>
        {
            var coins = new PrivateCoins(GoldenFile.Bits(line[0]), Enum.Parse<Role>(line[1]));
            double uniform = coins.Uniform(GoldenFile.Long(line[2]), GoldenFile.Int(line[3]));
            Assert.Equal(GoldenFile.Bits(line[4]), BitConverter.DoubleToUInt64Bits(uniform));
        });

    [Fact]
    public void They_are_uniform()
    {
        var coins = new PrivateCoins(31, Role.Bob);
        Law.AssertContinuous(Enumerable.Range(0, 100_000).Select(round => coins.Uniform(round, 0)), Law.Uniform);
    }

    [Fact]
    public void Roles_rounds_and_uses_share_no_coin()
    {
        double[] drawn =
        [
            .. from role in Enum.GetValues<Role>()
               from round in Enumerable.Range(0, 100)
               from use in Enumerable.Range(0, 4)
               select new PrivateCoins(32, role).Uniform(round, use),
        ];
        Assert.Equal(drawn.Length, drawn.Distinct().Count());
    }
}
