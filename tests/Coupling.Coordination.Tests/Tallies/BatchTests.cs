using Coupling.Coordination.Parties;
using Coupling.Coordination.Tallies;
using Coupling.Wire.V1;
using Google.Protobuf;

namespace Coupling.Coordination.Tests.Tallies;

public class BatchTests
{
    [Fact]
    public void A_report_is_read_little_endian()
    {
        Batch batch = Batch.Of(Report(2, [1, 0, 0, 0, 0, 1, 0, 0], [9, 0, 0, 0]), alphabetSize: 257, "alice");
        Assert.Equal([1, 256], batch.Samples);
        Assert.Equal([9], batch.SentBits);
        Assert.Equal((40, 3), (batch.First, batch.TurnsSpoken));
    }

    [Theory]
    [InlineData(new byte[] { 2, 0, 0, 0 }, "sample 2 (allowed: 0 to 1)")]
    [InlineData(new byte[] { 255, 255, 255, 255 }, "sample -1")]
    public void A_sample_outside_the_alphabet_is_refused_with_its_round(byte[] samples, string says)
    {
        LeaseFaultException fault = Assert.Throws<LeaseFaultException>(() => Batch.Of(Report(1, samples, []), 2, "bob"));
        Assert.Contains("bob: round 40", fault.Message, StringComparison.Ordinal);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_contradicts_itself_is_refused()
    {
        Assert.Throws<LeaseFaultException>(() => Batch.Of(Report(2, new byte[4], []), 2, "bob"));
        BatchReport uneven = Report(1, new byte[4], new byte[4]);
        uneven.ReceivedBits = ByteString.Empty;
        Assert.Throws<LeaseFaultException>(() => Batch.Of(uneven, 2, "bob"));
    }

    private static BatchReport Report(uint rounds, byte[] samples, byte[] bits) => new()
    {
        FirstRound = 40,
        Rounds = rounds,
        Samples = ByteString.CopyFrom(samples),
        SentBits = ByteString.CopyFrom(bits),
        ReceivedBits = ByteString.CopyFrom(bits),
        TurnsSpoken = 3,
    };
}
