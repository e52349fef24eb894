using Coupling.Bits;
using Coupling.Coins;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Tests;

/// <summary>A divisible mode's conversation may be held several times, each time some of the batches: samples and bits are the same.</summary>
public class DivisibleTests
{
    private const int BatchRounds = 4096;
    private const int Batches = 5;

    [Theory]
    [InlineData("repair:8")]
    [InlineData("repair-grouped:5")]
    [InlineData("lowcomm:1e-1")]
    [InlineData("index")]
    public void Two_that_take_turns_draw_and_say_what_one_does(string mode)
    {
        var protocol = (ConversingProtocol)ProtocolCatalog.Parse(mode);
        Assert.True(protocol.IsDivisible);
        Assert.Equal(Draw(protocol, sides: 1), Draw(protocol, sides: 2));
        Assert.Equal(Draw(protocol, sides: 1), Draw(protocol, sides: 3));
    }

    [Theory]
    [InlineData("optimal:cached")]
    [InlineData("budget:2")]
    public void A_mode_that_says_something_first_is_not_divisible(string mode) =>
        Assert.False(((ConversingProtocol)ProtocolCatalog.Parse(mode)).IsDivisible);

    [Fact]
    public void A_mode_that_counts_its_units_is_found_out() =>
        Assert.NotEqual(Draw(new Counting(), sides: 1), Draw(new Counting(), sides: 2));

    private static List<long> Draw(ConversingProtocol protocol, int sides)
    {
        IConversation[] alice = [.. Enumerable.Range(0, sides).Select(_ => protocol.Open(Party(Role.Alice)))];
        IConversation[] bob = [.. Enumerable.Range(0, sides).Select(_ => protocol.Open(Party(Role.Bob)))];
        var all = new List<long>();
        for (int batch = 0; batch < Batches; batch++)
        {
            var rounds = new RoundRange((long)batch * BatchRounds, BatchRounds);
            var a = new int[BatchRounds];
            var b = new int[BatchRounds];
            BatchRunner aliceBatch = UnitBatch.Create(Role.Alice, protocol, alice[batch % sides], rounds, a);
            BatchRunner bobBatch = UnitBatch.Create(Role.Bob, protocol, bob[batch % sides], rounds, b);
            LocalPair.Exchange(aliceBatch, bobBatch);
            all.AddRange(a.Select(sample => (long)sample));
            all.AddRange(b.Select(sample => (long)sample));
            for (int unit = 0; unit < aliceBatch.Units; unit++)
            {
                all.Add(aliceBatch.SentBits(unit));
                all.Add(bobBatch.SentBits(unit));
            }
        }

        return all;
    }

    /// <summary>Of a pair that stays, so that blocks of rounds are found at once.</summary>
    private static PartyContext Party(Role role) =>
        Rows.Party(role, role == Role.Alice ? Rows.Zipf(60, 1) : Rows.Zipf(60, 1.3, stride: 7)) with
        {
            RoundsPerPair = Batches * BatchRounds,
            Prior = Rows.Zipf(60, 1),
        };

    /// <summary>Planted: it says that it is divisible, and says how many units there were before.</summary>
    private sealed class Counting : ConversingProtocol
    {
        public override string Name => "counting";

        public override bool IsDivisible => true;

        public override string CoinsFor(long roundsPerPair) => UniformRoundV1.Name;

        public override long LargestMessageBits(int alphabetSize) => 16;

        public override IConversation Open(PartyContext party) => new Side(party.Role);

        private sealed class Side(Role role) : IConversation
        {
            private ulong units;

            public async ValueTask ConverseAsync(Unit unit, IBitWire wire)
            {
                unit.Samples.Span[0] = (int)units;
                if (role == Role.Alice)
                {
                    wire.Send(units++, 16);
                }
                else
                {
                    units = await wire.ReceiveAsync(16);
                }
            }
        }
    }
}
