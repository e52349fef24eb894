using Coupling.Wire.Meters;

namespace Coupling.Wire.Tests.Meters;

public sealed class KernelMeterTests
{
    [Fact]
    public async Task The_kernel_counts_the_same_bytes_on_both_legs()
    {
        await using Conversation conversation = await Conversation.StartAsync();
        for (int message = 0; message < 20; message++)
        {
            await conversation.PingPongAsync(64 * 1024);
        }

        Counts counts = await conversation.BarrierAsync();
        Assert.Empty(counts.Differences());
        KernelCounts? alice = conversation.Alice.ReadKernel();
        KernelCounts? bob = conversation.Bob.Opened.Single().ReadKernel();
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal(new KernelCounts(counts.AliceSent, counts.AliceReceived), alice);
            Assert.Equal(new KernelCounts(counts.BobSent, counts.BobReceived), bob);
        }
        else
        {
            Assert.Null(alice);
            Assert.Null(bob);
        }
    }

    [Fact]
    public async Task After_the_close_the_kernel_says_nothing()
    {
        await using Conversation conversation = await Conversation.StartAsync();
        await conversation.PingPongAsync(1);
        await conversation.FinishCallAsync();
        await conversation.Alice.CloseAsync();
        await conversation.Bob.Opened.Single().Ended;

        Assert.Null(conversation.Alice.ReadKernel());
    }
}
