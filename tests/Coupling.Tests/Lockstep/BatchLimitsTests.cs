using Coupling.Lockstep;
using Coupling.Protocols;
using CsCheck;

namespace Coupling.Tests;

public class BatchLimitsTests
{
    [Theory]
    [InlineData("optimal", 4096, 2, 4096)]
    [InlineData("optimal", 4096, 256, 4096)]
    [InlineData("optimal", 4096, 257, 4080)]
    [InlineData("optimal", 4096, 1 << 20, 1)]
    [InlineData("optimal+float32", 4096, 1 << 20, 2)]
    [InlineData("optimal+bfloat16", 4096, 1 << 20, 4)]
    [InlineData("optimal+bfloat16", 3, 1 << 20, 3)]
    [InlineData("optimal:cached", 65536, 1 << 20, 65536)]
    [InlineData("repair:8", 65536, 1 << 20, 65536)]
    [InlineData("repair:0", 65536, 1, 65536)]
    public void A_batch_holds_what_8_MiB_hold(string mode, int asked, int n, int rounds) =>
        Assert.Equal(rounds, BatchLimits.Rounds(Protocol(mode), asked, n));

    [Theory]
    [InlineData("optimal", 16, 4096, 2, 16)]
    [InlineData("optimal", 16, 4096, 200, 2)]
    [InlineData("optimal", 1024, 1, 1 << 20, 2)]
    [InlineData("optimal", 1, 1, 1 << 20, 1)]
    [InlineData("optimal:cached", 1024, 65536, 1 << 20, 1024)]
    public void What_is_under_way_holds_16_MiB(string mode, int asked, int batch, int n, int inFlight) =>
        Assert.Equal(inFlight, BatchLimits.InFlight(Protocol(mode), asked, batch, n));

    [Fact]
    public void Batches_are_whole_units_and_at_least_one()
    {
        var grouped = new GroupsOfWords(16);
        Gen.Select(Gen.Int[1, 1 << 16], Gen.Int[1, 1 << 20]).Sample((asked, n) =>
        {
            int rounds = BatchLimits.Rounds(grouped, asked, n);
            long units = rounds / 16;
            Assert.Equal(0, rounds % 16);
            Assert.True(units == 1 || (rounds <= asked && units * grouped.LargestMessageBits(n) <= BatchLimits.LargestTurnBits));
            Assert.InRange(BatchLimits.InFlight(grouped, 7, rounds, n), 1, 7);
        });
    }

    private static ConversingProtocol Protocol(string mode) => (ConversingProtocol)ProtocolCatalog.Parse(mode);

    private sealed class GroupsOfWords(int rounds) : ConversingProtocol
    {
        public override string Name => "groups";

        public override string CoinsFor(long roundsPerPair) => "none";

        public override int UnitRounds => rounds;

        public override long LargestMessageBits(int alphabetSize) => 64L * rounds * alphabetSize;

        public override IConversation Open(PartyContext party) => throw new NotSupportedException();
    }
}
