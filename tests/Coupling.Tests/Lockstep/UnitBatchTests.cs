using Coupling.Bits;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Tests;

public class UnitBatchTests
{
    [Fact]
    public void A_batch_is_cut_into_units_and_only_the_last_is_short()
    {
        var grouped = new Grouped();
        int[] samples = new int[10];
        BatchRunner alice = UnitBatch.Create(Role.Alice, grouped, grouped, new RoundRange(8, 10), samples);
        Assert.Null(alice.Start());
        Assert.True(alice.IsComplete);
        Assert.Equal([new(8, 4), new(12, 4), new(16, 2)], grouped.Seen);
        Assert.Equal([8, 9, 10, 11, 12, 13, 14, 15, 16, 17], samples);
    }

    [Fact]
    public void A_batch_begins_where_a_unit_begins()
    {
        var grouped = new Grouped();
        Assert.Throws<ArgumentException>(() => UnitBatch.Create(Role.Alice, grouped, grouped, new RoundRange(6, 4), new int[4]));
    }

    /// <summary>A mode of groups of 4 rounds; each sample is its round.</summary>
    private sealed class Grouped : ConversingProtocol, IConversation
    {
        public List<RoundRange> Seen { get; } = [];

        public override string Name => "grouped";

        public override string CoinsFor(long roundsPerPair) => "none";

        public override int UnitRounds => 4;

        public override long LargestMessageBits(int alphabetSize) => 0;

        public override IConversation Open(PartyContext party) => this;

        public ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            Seen.Add(unit.Rounds);
            for (int index = 0; index < unit.Rounds.Count; index++)
            {
                unit.Samples.Span[index] = (int)unit.Rounds.First + index;
            }

            return ValueTask.CompletedTask;
        }
    }
}
