using Coupling.Link;
using Coupling.Wire.Meters;

namespace Coupling.Wire.Tests.Meters;

public sealed class ByteReconciliationTests
{
    // A race at the close shows once in a while only; set it higher for a long look.
    private static readonly int Repetitions =
        int.TryParse(Environment.GetEnvironmentVariable("COUPLING_TEST_REPETITIONS"), out int asked) ? asked : 3;

    [Fact]
    public async Task All_meters_agree_at_every_barrier_and_after_an_orderly_close()
    {
        for (int repetition = 0; repetition < Repetitions; repetition++)
        {
            await using Conversation conversation = await Conversation.StartAsync();
            await conversation.PingPongAsync(1);
            Counts handshake = await conversation.BarrierAsync();
            Assert.Empty(handshake.Differences());

            for (int message = 0; message < 200; message++)
            {
                await conversation.PingPongAsync(message % 40);
            }

            Counts small = await conversation.BarrierAsync();
            Assert.Empty(small.Differences());
            Assert.True(small.AliceSent > handshake.AliceSent);

            for (int message = 0; message < 40; message++)
            {
                await conversation.PingPongAsync(64 * 1024);
            }

            Counts bulk = await conversation.BarrierAsync();
            Assert.Empty(bulk.Differences());
            Assert.True(bulk.AliceReceived - small.AliceReceived > 40 * 64 * 1024);

            LinkConnection link = conversation.Link.Connections.Single();
            MeteredConnection bob = conversation.Bob.Opened.Single();
            await conversation.FinishCallAsync();
            MeteredEnd aliceEnd = await conversation.Alice.CloseAsync();
            LinkState linkEnd = await link.Completion.WaitAsync(TimeSpan.FromSeconds(5));
            MeteredEnd bobEnd = await bob.Ended.WaitAsync(TimeSpan.FromSeconds(5));

            Counts closed = conversation.Counts;
            Assert.Equal(new MeteredEnd(true, conversation.Alice.Meter.Snapshot(), null), aliceEnd);
            Assert.Null(link.Reason);
            Assert.Equal(LinkState.Ended, linkEnd);
            Assert.Equal(new MeteredEnd(true, bob.Meter.Snapshot(), null), bobEnd);
            Assert.Empty(closed.Differences());
        }
    }

    [Fact]
    public async Task A_Bob_who_stops_meanwhile_still_reconciles_wherever_all_sides_claim_order()
    {
        for (int repetition = 0; repetition < Repetitions; repetition++)
        {
            await using Conversation conversation = await Conversation.StartAsync();
            await conversation.PingPongAsync(64 * 1024);
            await conversation.FinishCallAsync();
            await conversation.BarrierAsync();

            Task stopping = conversation.Bob.StopGracefullyAsync();
            await Task.Delay(repetition % 3 * 5);
            await conversation.Alice.CloseAsync();
            await AssertHonestAsync(conversation);
            await stopping;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task A_call_closed_unfinished_fails_and_still_reconciles_wherever_all_sides_claim_order(
        int unread)
    {
        for (int repetition = 0; repetition < Repetitions; repetition++)
        {
            await using Conversation conversation = await Conversation.StartAsync();
            await conversation.PingPongAsync(1);
            for (int message = 0; message < unread; message++)
            {
                await conversation.Call.RequestStream.WriteAsync(Conversation.OfBytes(4096));
            }

            await conversation.Alice.CloseAsync();

            await AssertHonestAsync(conversation);
            Assert.NotEqual("returned", await conversation.Bob.OutcomeAsync());
        }
    }

    /// <summary>A side may see the connection break; only where none does must every byte have arrived.</summary>
    private static async Task AssertHonestAsync(Conversation conversation)
    {
        LinkConnection link = conversation.Link.Connections.Single();
        MeteredEnd alice = await conversation.Alice.CloseAsync();
        LinkState state = await link.Completion.WaitAsync(TimeSpan.FromSeconds(5));
        MeteredEnd bob = await conversation.Bob.Opened.Single().Ended.WaitAsync(TimeSpan.FromSeconds(5));

        Assert.True(conversation.Counts.NothingFromNowhere, conversation.Counts.ToString());
        if (alice.InOrder && bob.InOrder && state == LinkState.Ended)
        {
            Assert.Empty(conversation.Counts.Differences());
        }
    }
}
