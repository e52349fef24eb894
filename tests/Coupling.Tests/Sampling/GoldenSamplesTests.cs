using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Tests;

public class GoldenSamplesTests
{
    [Fact]
    public void Samples_are_those_of_the_independent_implementation() =>
        Assert.All(GoldenFile.Read("samples.tsv"), line =>
        {
            var coins = new PublicCoins(GoldenFile.Bits(line[0]));
            IRows rows = Rows.Constant(Rows.Of([.. line[4].Split(',').Select(GoldenFile.Double)]));
            int[] golden = [.. line[5].Split(',').Select(GoldenFile.Int)];
            var protocol = (SilentProtocol)ProtocolCatalog.Parse(line[1]);
            int[] drawn = new int[golden.Length];
            protocol.CreateSampler(new PartyContext(Role.Alice, rows, coins) { RoundsPerPair = GoldenFile.Long(line[2]) }).Sample(new RoundRange(GoldenFile.Long(line[3]), drawn.Length), drawn);
            Assert.Equal(golden, drawn);
        });
}
