using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Tests;

public class IndexCodingTests
{
    private static readonly RoundRange Some = new(0, 500);
    private static readonly IndexCoding Index = new();

    [Fact]
    public void Samples_and_transcripts_are_those_of_the_independent_implementation() =>
        Assert.All(GoldenFile.Read("index.tsv"), line =>
        {
            ulong seed = GoldenFile.Bits(line[0]);
            Row p = GoldenRow(line[1]);
            Row prior = GoldenRow(line[2]);
            Transcript[] rounds =
            [
                .. Enumerable.Range(0, 24).Select(round =>
                    Transcript.Of(Index, Party(Role.Alice, p, prior, seed), Party(Role.Bob, prior, prior, seed), round)),
            ];
            int[] samples = [.. line[3].Split(',').Select(GoldenFile.Int)];
            Assert.Equal(samples, rounds.Select(round => round.Alice));
            Assert.Equal(samples, rounds.Select(round => round.Bob));
            Assert.Equal(line[4].Split(','), rounds.Select(round => round.AliceSaid));
            Assert.All(rounds, round => Assert.Equal(string.Empty, round.BobSaid));
        });

    [Fact]
    public void Alice_draws_as_in_the_race_and_Bob_has_her_sample_whatever_his_row_is()
    {
        Row p = Rows.Zipf(20, 1);
        Row prior = Rows.Uniform(20);
        LocalResult drawn = LocalPair.Run(Index, Party(Role.Alice, p, prior), Party(Role.Bob, Rows.Zipf(20, 2), prior), Some);
        int[] raced = new int[Some.Count];
        new RaceSampler(Rows.Constant(p), Rows.Party(Role.Alice, p).Public).Sample(Some, raced);
        Assert.Equal(raced, drawn.Alice);
        Assert.Equal(drawn.Alice, drawn.Bob);
        Assert.Equal(1, drawn.Turns);
    }

    [Fact]
    public void It_says_whose_law_Bobs_sample_has_and_that_it_needs_a_prior()
    {
        Assert.Equal(Role.Alice, Index.BobFollows);
        Assert.True(Index.NeedsPrior);
        Assert.All(ProtocolCatalog.Defaults.Select(ProtocolCatalog.Parse), other =>
        {
            Assert.Equal(Role.Bob, other.BobFollows);
            Assert.False(other.NeedsPrior);
        });
    }

    [Theory]
    [InlineData(Role.Alice)]
    [InlineData(Role.Bob)]
    public void Without_a_prior_it_does_not_begin(Role role)
    {
        string message = Assert.Throws<BadDataException>(() => Index.Open(Rows.Party(role, Rows.Uniform(3)))).Message;
        Assert.Contains("--prior SPEC", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_prior_over_another_number_of_items_is_refused() =>
        Assert.Throws<BadDataException>(() => Index.Open(Party(Role.Alice, Rows.Uniform(3), Rows.Uniform(4))));

    [Fact]
    public void Rows_that_change_with_the_round_give_each_round_the_sample_of_its_row()
    {
        Row[] p = [Rows.Zipf(12, 1), Rows.Uniform(12)];
        Row prior = Rows.Zipf(12, 0.5);
        LocalResult changing = LocalPair.Run(
            Index,
            new PartyContext(Role.Alice, new Rows.Alternating(p), seed: 41) { Prior = prior },
            Party(Role.Bob, prior, prior),
            Some);
        Assert.Equal(changing.Alice, changing.Bob);
        for (int kind = 0; kind < 2; kind++)
        {
            LocalResult same = LocalPair.Run(Index, Party(Role.Alice, p[kind], prior), Party(Role.Bob, prior, prior), Some);
            for (int round = kind; round < Some.Count; round += 2)
            {
                Assert.Equal(same.Alice[round], changing.Alice[round]);
                Assert.Equal(same.AliceToBob[round], changing.AliceToBob[round]);
            }
        }
    }

    [Fact]
    public void Bob_refuses_a_rank_that_no_item_has()
    {
        // Of 20 items the prior has three: rank 4 has a word, 011100, and no item.
        Row prior = Rows.Of([0.5, 0.25, 0.25, .. new double[17]]);
        Assert.Throws<WireProtocolException>(() => ToBob(prior, (0b011100, 6)));
        Assert.True(ToBob(prior, (0b01101, 5)).IsComplete);
    }

    [Fact]
    public void Bob_refuses_an_item_that_is_none()
    {
        Assert.Throws<WireProtocolException>(() => ToBob(Rows.Uniform(20), (20, 7)));
        Assert.True(ToBob(Rows.Uniform(20), (19, 7)).IsComplete);
    }

    private static BatchRunner ToBob(Row prior, params (ulong Value, int Width)[] said)
    {
        IConversation conversation = Index.Open(Party(Role.Bob, prior, prior));
        var bob = new BatchRunner(Role.Bob, 1, (_, wire) => conversation.ConverseAsync(new Unit(new RoundRange(0, 1), new int[1], new SettingTally()), wire));
        Assert.Null(bob.Start());
        var bits = new BitWriter();
        Array.ForEach(said, part => bits.Write(part.Value, part.Width));
        bob.Deliver(new Frame(bits.ToArray(), bits.Length));
        return bob;
    }

    private static PartyContext Party(Role role, Row row, Row prior, ulong seed = 41) => Rows.Party(role, row, seed) with { Prior = prior };

    private static Row GoldenRow(string text) => Rows.Of([.. text.Split(',').Select(GoldenFile.Double)]);
}
