using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Tests;

public class RepairGroupedTests
{
    [Fact]
    public void Frames_and_samples_are_those_of_the_independent_implementation() =>
        Assert.All(GoldenFile.Read("repair-grouped.tsv"), line =>
        {
            var protocol = (RepairGrouped)ProtocolCatalog.Parse(line[1]);
            bool pairStays = line[2] == "1";
            int[] alice = [.. line[6].Split(',').Select(GoldenFile.Int)];
            int[] bob = [.. line[7].Split(',').Select(GoldenFile.Int)];
            var rounds = new RoundRange(GoldenFile.Long(line[3]), alice.Length);
            int[] a = new int[alice.Length];
            int[] b = new int[alice.Length];
            List<(Role Speaker, Frame Frame)> frames = Recording.Of(
                Side(protocol, Role.Alice, line[0], line[4], pairStays, rounds, a),
                Side(protocol, Role.Bob, line[0], line[5], pairStays, rounds, b));
            Assert.Equal(alice, a);
            Assert.Equal(bob, b);
            Assert.Equal(line[8].Split(' '), frames.Select(said => $"{said.Speaker.ToString()[0]}{said.Frame.BitLength}:{Convert.ToHexStringLower(said.Frame.Bits.Span)}"));
        });

    private static BatchRunner Side(
        RepairGrouped protocol, Role role, string seed, string weights, bool pairStays, RoundRange rounds, int[] samples)
    {
        Row[] rows = [.. weights.Split('/').Select(row => Rows.Of([.. row.Split(',').Select(GoldenFile.Double)]))];
        IRows own = rows.Length == 1 ? Rows.Constant(rows[0]) : new Rows.Alternating(rows);
        var party = new PartyContext(role, own, new Coins.PublicCoins(GoldenFile.Bits(seed))) { RoundsPerPair = pairStays ? PartyContext.WholeRun : 1 };
        return UnitBatch.Create(role, protocol, protocol.Open(party), rounds, samples);
    }
}
