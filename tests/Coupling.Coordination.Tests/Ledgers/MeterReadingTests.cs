using Coupling.Coordination.Ledgers;

namespace Coupling.Coordination.Tests.Ledgers;

public class MeterReadingTests
{
    [Fact]
    public void Every_meter_is_compared_in_both_directions_along_the_way_of_the_bytes()
    {
        MeterReading reading = Readings.Agreed(1, 2, 3, 4, 5, 6);
        Assert.Equal(
            [
                "payload_bits alice_to_bob: alice sent 1, bob received 1",
                "payload_bits bob_to_alice: bob sent 2, alice received 2",
                "message_bytes alice_to_bob: alice sent 3, bob received 3",
                "message_bytes bob_to_alice: bob sent 4, alice received 4",
                "socket_bytes alice_to_bob: alice sent 5, link in 5, link out 5, bob received 5",
                "socket_bytes bob_to_alice: bob sent 6, link in 6, link out 6, alice received 6",
            ],
            reading.Lines().Select(line => line.ToString()));
        Assert.All(reading.Lines(), line => Assert.True(line.Agrees && line.NeverGrows));
    }

    [Theory]
    [InlineData(new long[] { 9, 9, 9, 9 }, true, true)]
    [InlineData(new long[] { 9, 8, 8, 3 }, false, true)]
    [InlineData(new long[] { 9, 9, 10, 9 }, false, false)]
    [InlineData(new long[] { 8, 9 }, false, false)]
    public void A_line_agrees_if_all_are_equal_and_never_grows_if_nothing_comes_from_nowhere(
        long[] counts, bool agrees, bool neverGrows)
    {
        var line = new MeterLine("socket_bytes", AliceToBob: true, [.. counts.Select((count, index) => ($"witness {index}", count))]);
        Assert.Equal((agrees, neverGrows), (line.Agrees, line.NeverGrows));
    }
}
