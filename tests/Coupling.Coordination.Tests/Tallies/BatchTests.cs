using Coupling.Coordination.Parties;
using Coupling.Coordination.Tallies;
using Coupling.Wire.V1;
using Google.Protobuf;

namespace Coupling.Coordination.Tests.Tallies;

public class BatchTests
{
    private static readonly BatchShape Speaking = new(AlphabetSize: 5, UnitRounds: 2, Speaks: true);
    private static readonly BatchShape Silent = new(AlphabetSize: 5, UnitRounds: 1, Speaks: false);

    /// <summary>Three bits a sample, seven a unit: 4 0 3 is 100 000 011, and 100 1 is 1100100 0000001.</summary>
    [Fact]
    public void A_report_is_read_bit_by_bit()
    {
        Batch batch = Batch.Of(Report(3, [0b1000_0001, 0b1000_0000], 7, [0b1100_1000, 0b0000_0100], [0, 0]), Speaking, "alice");
        Assert.Equal([4, 0, 3], batch.Samples);
        Assert.Equal([100, 1], batch.SentBits);
        Assert.Equal([0, 0], batch.ReceivedBits);
        Assert.Equal((40, 3), (batch.First, batch.TurnsSpoken));
    }

    [Fact]
    public void Where_nothing_was_said_units_have_no_bits_and_take_no_bytes()
    {
        Assert.Equal([0, 0], Batch.Of(Report(3, [0, 0], 0, [], []), Speaking, "alice").SentBits);
        Assert.Empty(Batch.Of(Report(3, [0, 0], 0, [], []), Silent, "alice").SentBits);
    }

    [Fact]
    public void A_sample_outside_the_alphabet_is_refused_with_its_round()
    {
        LeaseFaultException fault = Assert.Throws<LeaseFaultException>(() => Batch.Of(Report(2, [0b1001_0100], 0, [], []), Silent, "bob"));
        Assert.Contains("bob: round 41: sample 5 (allowed: 0 to 4)", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, new byte[] { 0, 0 }, 0, new byte[0], new byte[0], "2 bytes of samples (allowed: 1, for 2 of 3 bits)")]
    [InlineData(3, new byte[] { 0 }, 0, new byte[0], new byte[0], "1 bytes of samples")]
    [InlineData(2, new byte[] { 1 }, 0, new byte[0], new byte[0], "samples: The padding bits")]
    [InlineData(2, new byte[] { 0 }, 4, new byte[] { 16 }, new byte[0], "0 bytes of received_bits")]
    [InlineData(2, new byte[] { 0 }, 4, new byte[] { 16, 0 }, new byte[] { 16 }, "2 bytes of sent_bits")]
    [InlineData(2, new byte[] { 0 }, 0, new byte[] { 16 }, new byte[0], "1 bytes of sent_bits (allowed: 0, for 1 of 0 bits)")]
    [InlineData(2, new byte[] { 0 }, 32, new byte[] { 0, 0, 0, 0 }, new byte[] { 0, 0, 0, 0 }, "units of 32 bits")]
    [InlineData(uint.MaxValue, new byte[] { 0 }, 0, new byte[0], new byte[0], "has 4294967295 rounds")]
    public void A_report_that_contradicts_itself_is_refused(uint rounds, byte[] samples, uint width, byte[] sent, byte[] received, string says)
    {
        LeaseFaultException fault = Assert.Throws<LeaseFaultException>(() => Batch.Of(Report(rounds, samples, width, sent, received), Speaking, "bob"));
        Assert.Contains("bob: the report of round 40", fault.Message, StringComparison.Ordinal);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    private static BatchReport Report(uint rounds, byte[] samples, uint unitWidth, byte[] sent, byte[] received) => new()
    {
        FirstRound = 40,
        Rounds = rounds,
        Samples = ByteString.CopyFrom(samples),
        UnitWidth = unitWidth,
        SentBits = ByteString.CopyFrom(sent),
        ReceivedBits = ByteString.CopyFrom(received),
        TurnsSpoken = 3,
    };
}
