using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Tests;

public class OptimalTests
{
    private static readonly RoundRange Some = new(0, 500);

    public static TheoryData<string> Modes =>
    [
        "optimal", "optimal+float32", "optimal+bfloat16", "optimal:cached", "optimal:cached+float32", "optimal:cached+bfloat16",
    ];

    [Fact]
    public void Samples_are_those_of_the_independent_implementation() =>
        Assert.All(GoldenFile.Read("optimal.tsv"), line =>
        {
            ulong seed = GoldenFile.Bits(line[0]);
            Row p = GoldenRow(line[2]);
            var optimal = (Optimal)ProtocolCatalog.Parse(line[1]);
            Assert.Equal(GoldenRow(line[4]).Digest, ShippedRow.Of(p, optimal.Format).Digest);
            foreach (bool cached in (bool[])[false, true])
            {
                LocalResult drawn = LocalPair.Run(
                    new Optimal(cached, optimal.Format),
                    Rows.Party(Role.Alice, p, seed),
                    Rows.Party(Role.Bob, GoldenRow(line[3]), seed),
                    new RoundRange(0, 24));
                Assert.Equal(line[5].Split(',').Select(GoldenFile.Int), drawn.Alice);
                Assert.Equal(line[6].Split(',').Select(GoldenFile.Int), drawn.Bob);
            }
        });

    [Theory]
    [InlineData("optimal")]
    [InlineData("optimal:cached")]
    public void Alice_draws_as_in_the_race_if_nothing_is_lost(string mode)
    {
        PartyContext alice = Rows.Party(Role.Alice, Rows.Zipf(20, 1));
        PartyContext bob = Rows.Party(Role.Bob, Rows.Zipf(20, 2));
        Assert.Equal(LocalPair.Run(new Gumbel(), alice, bob, Some).Alice, LocalPair.Run(ProtocolCatalog.Parse(mode), alice, bob, Some).Alice);
    }

    [Theory]
    [InlineData("optimal")]
    [InlineData("optimal+float32")]
    [InlineData("optimal+bfloat16")]
    public void When_P_is_shipped_changes_no_sample(string mode)
    {
        PartyContext alice = Rows.Party(Role.Alice, Rows.Zipf(20, 1));
        PartyContext bob = Rows.Party(Role.Bob, Rows.Zipf(20, 2));
        var each = (Optimal)ProtocolCatalog.Parse(mode);
        LocalResult now = LocalPair.Run(each, alice, bob, Some);
        LocalResult once = LocalPair.Run(new Optimal(cached: true, each.Format), alice, bob, Some);
        Assert.Equal(once.Alice, now.Alice);
        Assert.Equal(once.Bob, now.Bob);
        Assert.All(now.AliceToBob, bits => Assert.Equal(20 * each.Format.Width, bits));
        Assert.All(once.AliceToBob, bits => Assert.Equal(0, bits));
        Assert.All(now.BobToAlice.Concat(once.BobToAlice), bits => Assert.Equal(0, bits));
    }

    [Theory]
    [InlineData("optimal")]
    [InlineData("optimal+float32")]
    [InlineData("optimal+bfloat16")]
    public void Rows_that_change_with_the_round_give_each_round_the_samples_of_its_rows(string mode)
    {
        Protocol protocol = ProtocolCatalog.Parse(mode);
        Row[] p = [Rows.Zipf(12, 1), Rows.Uniform(12)];
        Row[] q = [Rows.Zipf(12, 2), Rows.Zipf(12, 0.5), Rows.Zipf(12, 1, stride: 5)];
        LocalResult changing = LocalPair.Run(
            protocol,
            new PartyContext(Role.Alice, new Rows.Alternating(p), seed: 41),
            new PartyContext(Role.Bob, new Rows.Alternating(q), seed: 41),
            Some);
        for (int kind = 0; kind < 6; kind++)
        {
            LocalResult same = LocalPair.Run(
                protocol, Rows.Party(Role.Alice, p[kind % 2]) with { RoundsPerPair = 1 }, Rows.Party(Role.Bob, q[kind % 3]) with { RoundsPerPair = 1 }, Some);
            for (int round = kind; round < Some.Count; round += 6)
            {
                Assert.Equal((same.Alice[round], same.Bob[round]), (changing.Alice[round], changing.Bob[round]));
            }
        }
    }

    [Theory]
    [InlineData("optimal:cached")]
    [InlineData("optimal:cached+bfloat16")]
    public void Rows_that_change_cannot_be_shipped_once(string mode) =>
        Assert.Throws<BadDataException>(() => ((ConversingProtocol)ProtocolCatalog.Parse(mode)).Open(
            new PartyContext(Role.Alice, new Rows.Alternating(Rows.Of(1, 0), Rows.Of(0, 1)), seed: 1)));

    /// <remarks>An item with p > 0 = p′ comes from the residual alone.</remarks>
    [Theory]
    [MemberData(nameof(Modes))]
    public void A_weight_that_rounds_to_nothing_breaks_nothing(string mode)
    {
        LocalResult drawn = LocalPair.Run(
            ProtocolCatalog.Parse(mode),
            Rows.Party(Role.Alice, Rows.Of(1, 1e-300, 1e-42, 0)),
            Rows.Party(Role.Bob, Rows.Of(0.25, 0.25, 0.25, 0.25)),
            Some);
        Assert.All(drawn.Alice, item => Assert.Equal(0, item));
        Assert.Equal(4, drawn.Bob.Distinct().Count());
    }

    [Theory]
    [InlineData("optimal", 0.5, 0.4)]
    [InlineData("optimal", double.NaN, 1)]
    [InlineData("optimal:cached", -1, 2)]
    [InlineData("optimal+float32", 0.5, 0.5001)]
    [InlineData("optimal+bfloat16", 0.5, 0.25)]
    [InlineData("optimal:cached+bfloat16", double.NaN, 1)]
    public void Bob_refuses_a_shipped_row_that_is_no_distribution(string mode, double first, double second)
    {
        var optimal = (Optimal)ProtocolCatalog.Parse(mode);
        IConversation conversation = optimal.Open(Rows.Party(Role.Bob, Rows.Of(0.5, 0.5)));
        var bob = new BatchRunner(Role.Bob, 1, (_, wire) => optimal.Cached
            ? conversation.SetUpAsync(wire)
            : conversation.ConverseAsync(new Unit(new RoundRange(0, 1), new int[1], new SettingTally()), wire));
        bob.Start();
        var bits = new BitWriter();
        foreach (double number in (double[])[first, second])
        {
            bits.Write(optimal.Format.IsExact ? BitConverter.DoubleToUInt64Bits(number) : BitConverter.SingleToUInt32Bits((float)number) >> (32 - optimal.Format.Width), optimal.Format.Width);
        }

        Assert.Throws<WireProtocolException>(() => bob.Deliver(new Frame(bits.ToArray(), bits.Length)));
    }

    [Fact]
    public void A_round_before_the_setup_is_refused()
    {
        var cached = new Optimal(cached: true, WeightFormat.Binary64);
        IConversation conversation = cached.Open(Rows.Party(Role.Bob, Rows.Of(0.5, 0.5)));
        BatchRunner bob = UnitBatch.Create(Role.Bob, cached, conversation, new RoundRange(0, 1), new int[1]);
        Assert.Throws<InvalidOperationException>(() => bob.Start());
    }

    private static Row GoldenRow(string text) => Rows.Of([.. text.Split(',').Select(GoldenFile.Double)]);
}
