using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Tests;

public class OptimalCachedTests
{
    [Fact]
    public void Alice_draws_as_in_the_race()
    {
        PartyContext alice = Rows.Party(Role.Alice, Rows.Zipf(20, 1));
        PartyContext bob = Rows.Party(Role.Bob, Rows.Zipf(20, 2));
        var rounds = new RoundRange(0, 500);
        Assert.Equal(
            LocalPair.Run(new Gumbel(), alice, bob, rounds).Alice,
            LocalPair.Run(new OptimalCached(), alice, bob, rounds).Alice);
    }

    [Fact]
    public void Rows_that_change_cannot_be_shipped_once() =>
        Assert.Throws<BadDataException>(() => new OptimalCached().Open(
            new PartyContext(Role.Alice, new Rows.Alternating(Rows.Of(1, 0), Rows.Of(0, 1)), seed: 1)));

    [Theory]
    [InlineData(0.5, 0.4)]
    [InlineData(double.NaN, 1)]
    [InlineData(-1, 2)]
    public void Bob_refuses_a_shipped_row_that_is_no_distribution(double first, double second)
    {
        IConversation conversation = new OptimalCached().Open(Rows.Party(Role.Bob, Rows.Of(0.5, 0.5)));
        var bob = new BatchRunner(Role.Bob, 1, (_, wire) => conversation.SetUpAsync(wire));
        bob.Start();
        var bits = new BitWriter();
        bits.Write(BitConverter.DoubleToUInt64Bits(first), 64);
        bits.Write(BitConverter.DoubleToUInt64Bits(second), 64);
        Assert.Throws<WireProtocolException>(() => bob.Deliver(new Frame(bits.ToArray(), bits.Length)));
    }

    [Fact]
    public void A_round_before_the_setup_is_refused()
    {
        IConversation conversation = new OptimalCached().Open(Rows.Party(Role.Bob, Rows.Of(0.5, 0.5)));
        BatchRunner bob = UnitBatch.Create(Role.Bob, new OptimalCached(), conversation, new RoundRange(0, 1), new int[1]);
        Assert.Throws<InvalidOperationException>(() => bob.Start());
    }
}
