using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Tests;

public class LowCommTests
{
    private static readonly RoundRange Some = new(0, 500);

    [Fact]
    public void Samples_and_transcripts_are_those_of_the_independent_implementation() =>
        Assert.All(GoldenFile.Read("lowcomm.tsv"), line =>
        {
            ulong seed = GoldenFile.Bits(line[0]);
            var lowComm = (LowComm)ProtocolCatalog.Parse(line[1]);
            Row p = GoldenRow(line[2]);
            Row q = GoldenRow(line[3]);
            int gridBits = GoldenFile.Int(line[4]);
            Assert.Equal(gridBits, lowComm.GridBits(p.Length));
            Assert.Equal(line[5].Split(',').Select(GoldenFile.Long), GridRow.Of(p, gridBits).Steps.ToArray());
            Transcript[] rounds =
            [
                .. Enumerable.Range(0, 12).Select(round =>
                    Transcript.Of(lowComm, Rows.Party(Role.Alice, p, seed), Rows.Party(Role.Bob, q, seed), round)),
            ];
            Assert.Equal(line[6].Split(',').Select(GoldenFile.Int), rounds.Select(round => round.Alice));
            Assert.Equal(line[7].Split(',').Select(GoldenFile.Int), rounds.Select(round => round.Bob));
            Assert.Equal(line[8].Split(','), rounds.Select(round => round.AliceSaid));
            Assert.Equal(line[9].Split(','), rounds.Select(round => round.BobSaid));
        });

    [Theory]
    [InlineData("lowcomm:1e-3", 2000, 21, 32)]
    [InlineData("lowcomm:9.765625e-4", 50272, 26, 42)]
    [InlineData("lowcomm:5e-1", 1, 1, 1)]
    [InlineData("lowcomm:5e-1", 2, 2, 3)]
    [InlineData("lowcomm:5e-1", 3, 3, 5)]
    [InlineData("lowcomm:2.5e-1", 1024, 12, 22)]
    [InlineData("lowcomm:2.49e-1", 1024, 13, 23)]
    [InlineData("lowcomm:1e-9", 1 << 20, 50, 70)]
    public void The_grid_has_n_by_epsilon_steps_at_least(string mode, int n, int gridBits, int message)
    {
        var lowComm = (LowComm)ProtocolCatalog.Parse(mode);
        Assert.Equal(gridBits, lowComm.GridBits(n));
        Assert.Equal(message, lowComm.LargestMessageBits(n));
    }

    [Theory]
    [InlineData(0.5, "lowcomm:5e-1")]
    [InlineData(0.001, "lowcomm:1e-3")]
    [InlineData(0.0009765625, "lowcomm:9.765625e-4")]
    [InlineData(0.000000001, "lowcomm:1e-9")]
    [InlineData(0.25, "lowcomm:2.5e-1")]
    public void It_is_named_by_its_digits_and_a_power_of_ten(double epsilon, string name) =>
        Assert.Equal(name, new LowComm((decimal)epsilon).Name);

    [Theory]
    [InlineData(0.51)]
    [InlineData(0)]
    [InlineData(0.0000000009)]
    [InlineData(-0.1)]
    public void Epsilon_has_bounds(double epsilon) => Assert.Throws<ArgumentOutOfRangeException>(() => new LowComm((decimal)epsilon));

    [Fact]
    public void Epsilon_has_at_most_22_decimals() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LowComm(0.10000000000000000000001m));

    [Fact]
    public void Alice_draws_as_in_the_race()
    {
        PartyContext alice = Rows.Party(Role.Alice, Rows.Zipf(20, 1));
        PartyContext bob = Rows.Party(Role.Bob, Rows.Zipf(20, 2));
        Assert.Equal(
            LocalPair.Run(new Gumbel(), alice, bob, Some).Alice,
            LocalPair.Run(new LowComm(0.5m), alice, bob, Some).Alice);
    }

    [Fact]
    public void Rows_that_change_with_the_round_give_each_round_the_samples_of_its_rows()
    {
        var lowComm = new LowComm(0.5m);
        Row[] p = [Rows.Zipf(12, 1), Rows.Uniform(12)];
        Row[] q = [Rows.Zipf(12, 2), Rows.Zipf(12, 0.5), Rows.Zipf(12, 1, stride: 5)];
        LocalResult changing = LocalPair.Run(
            lowComm,
            new PartyContext(Role.Alice, new Rows.Alternating(p), seed: 41),
            new PartyContext(Role.Bob, new Rows.Alternating(q), seed: 41),
            Some);
        for (int kind = 0; kind < 6; kind++)
        {
            LocalResult same = LocalPair.Run(
                lowComm, Rows.Party(Role.Alice, p[kind % 2]) with { RoundsPerPair = 1 }, Rows.Party(Role.Bob, q[kind % 3]) with { RoundsPerPair = 1 }, Some);
            for (int round = kind; round < Some.Count; round += 6)
            {
                Assert.Equal((same.Alice[round], same.Bob[round]), (changing.Alice[round], changing.Bob[round]));
                Assert.Equal(same.AliceToBob[round], changing.AliceToBob[round]);
            }
        }
    }

    [Theory]
    [InlineData(1 - 9e-10, 1 + 9e-10)]
    [InlineData(1 + 9e-10, 1 - 9e-10)]
    public void Rows_whose_sums_are_off_end_every_round(double sumOfP, double sumOfQ)
    {
        // On the finest grid a step is far less than what the sums are off.
        LocalResult drawn = LocalPair.Run(
            new LowComm(1e-9m),
            Rows.Party(Role.Alice, Rows.Of(0.5 * sumOfP, 0.3 * sumOfP, 0.2 * sumOfP)),
            Rows.Party(Role.Bob, Rows.Of(0.5 * sumOfQ, 0.3 * sumOfQ, 0.2 * sumOfQ)),
            new RoundRange(0, 50_000));
        Assert.Equal(drawn.Alice, drawn.Bob);
        Assert.Equal(2, drawn.Turns);
    }

    [Fact]
    public void An_item_that_only_one_of_them_has_breaks_nothing()
    {
        LocalResult drawn = LocalPair.Run(
            new LowComm(1e-3m), Rows.Party(Role.Alice, Rows.Of(1, 1e-300, 0, 0)), Rows.Party(Role.Bob, Rows.Of(0, 0, 0.5, 0.5)), Some);
        Assert.All(drawn.Alice, item => Assert.Equal(0, item));
        Assert.Equal([2, 3], drawn.Bob.Distinct().Order());
    }

    [Fact]
    public void Bob_refuses_an_item_that_is_none() => Assert.Throws<WireProtocolException>(() => ToBob(Rows.Of(0.2, 0.3, 0.5), (3, 2), (0, 12)));

    [Fact]
    public void Bob_refuses_more_steps_than_there_are()
    {
        // a′ has 2^m − 1 steps, so no other item can have 2. Bob has no a′ and asks for item 1.
        BatchRunner bob = ToBob(Rows.Of(0, 1, 0), (0, 2), ((1 << 12) - 2, 12));
        Assert.False(bob.IsComplete);
        Assert.Throws<WireProtocolException>(() => bob.Deliver(Frame((2, 12))));
    }

    [Fact]
    public void Bob_takes_what_steps_there_can_be()
    {
        BatchRunner bob = ToBob(Rows.Of(0, 1, 0), (0, 2), ((1 << 12) - 2, 12));
        Assert.NotNull(bob.Deliver(Frame((1, 12))));
    }

    [Theory]
    [InlineData(3)] // no item of three
    [InlineData(1)] // a′, whose weight Bob knows
    public void Alice_refuses_a_question_that_Bob_cannot_have(int item)
    {
        BatchRunner alice = Alice(Rows.Of(0, 1, 0));
        Assert.Throws<WireProtocolException>(() => alice.Deliver(Frame((1, 1), ((ulong)item, 2))));
    }

    [Fact]
    public void Alice_answers_at_most_so_many_questions_as_an_honest_Bob_may_have()
    {
        BatchRunner alice = Alice(Rows.Of(0, 1, 0));
        for (int question = 0; question < LowComm.DefaultMostProposals + 3; question++)
        {
            Assert.NotNull(alice.Deliver(Frame((1, 1), (0, 2))));
        }

        Assert.Throws<WireProtocolException>(() => alice.Deliver(Frame((1, 1), (0, 2))));
    }

    private static BatchRunner Alice(Row p)
    {
        IConversation conversation = new LowComm(1e-3m).Open(Rows.Party(Role.Alice, p));
        var alice = new BatchRunner(Role.Alice, 1, (_, wire) => conversation.ConverseAsync(new Unit(new RoundRange(0, 1), new int[1], new SettingTally()), wire));
        Assert.NotNull(alice.Start());
        return alice;
    }

    private static BatchRunner ToBob(Row q, params (ulong Value, int Width)[] said)
    {
        IConversation conversation = new LowComm(1e-3m).Open(Rows.Party(Role.Bob, q));
        var bob = new BatchRunner(Role.Bob, 1, (_, wire) => conversation.ConverseAsync(new Unit(new RoundRange(0, 1), new int[1], new SettingTally()), wire));
        Assert.Null(bob.Start());
        bob.Deliver(Frame(said));
        return bob;
    }

    private static Frame Frame(params (ulong Value, int Width)[] said)
    {
        var bits = new BitWriter();
        Array.ForEach(said, part => bits.Write(part.Value, part.Width));
        return new Frame(bits.ToArray(), bits.Length);
    }

    private static Row GoldenRow(string text) => Rows.Of([.. text.Split(',').Select(GoldenFile.Double)]);
}
