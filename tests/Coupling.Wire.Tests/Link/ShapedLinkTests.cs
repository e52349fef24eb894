using System.Net.Sockets;
using Coupling.Link;
using Coupling.Link.Shapes;

namespace Coupling.Wire.Tests.Link;

/// <summary>A shaped link carries what a plain one does, byte by byte, and holds no more than it says.</summary>
public class ShapedLinkTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("delay=5ms,jitter=5ms")]
    [InlineData("delay=1ms,rate=50mbit")]
    public async Task Bytes_come_in_order_and_are_counted_on_every_leg(string shape)
    {
        await using ShapedPath path = await ShapedPath.OpenAsync(shape);
        byte[] sent = new byte[300_000];
        new Random(7).NextBytes(sent);
        Task sending = Task.Run(() =>
        {
            for (int start = 0; start < sent.Length;)
            {
                int length = Math.Min(1 + (start % 7919), sent.Length - start);
                path.Alice.Send(sent.AsSpan(start, length));
                start += length;
            }
        });
        byte[] received = new byte[sent.Length];
        for (int taken = 0; taken < received.Length;)
        {
            taken += await path.Bob.ReceiveAsync(received.AsMemory(taken));
        }

        await sending;
        Assert.Equal(sent, received);
        Assert.Equal((300_000, 300_000, 0, 0), (path.Connection.Alice.In, path.Connection.Bob.Out, path.Connection.Bob.In, path.Connection.Alice.Out));
    }

    [Fact]
    public async Task The_end_of_a_stream_is_passed_on_after_all_that_was_held_and_the_other_goes_on()
    {
        await using ShapedPath path = await ShapedPath.OpenAsync("delay=50ms,rate=4mbit");
        await path.Alice.SendAsync(new byte[100_000]);
        path.Alice.Shutdown(SocketShutdown.Send);
        Assert.Equal(100_000, await ReadToEndAsync(path.Bob).WaitAsync(Soon));
        Assert.Equal(LinkState.Open, path.Connection.State);

        await path.Bob.SendAsync(new byte[10]);
        path.Bob.Shutdown(SocketShutdown.Send);
        Assert.Equal(10, await ReadToEndAsync(path.Alice).WaitAsync(Soon));
        Assert.Equal(LinkState.Ended, await path.Connection.Completion.WaitAsync(Soon));
        Assert.Equal((100_000, 10), (path.Connection.Alice.In, path.Connection.Alice.Out));
        Assert.Equal((10, 100_000), (path.Connection.Bob.In, path.Connection.Bob.Out));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reset_of_one_leg_resets_the_other(bool aliceResets)
    {
        await using ShapedPath path = await ShapedPath.OpenAsync("delay=20ms,rate=1mbit");
        (Socket dying, Socket living) = aliceResets ? (path.Alice, path.Bob) : (path.Bob, path.Alice);
        dying.Close(0);
        await Assert.ThrowsAsync<SocketException>(() => ReadToEndAsync(living).WaitAsync(Soon));
        Assert.Equal(LinkState.Broken, await path.Connection.Completion.WaitAsync(Soon));
    }

    [Fact]
    public async Task A_break_drops_what_is_held()
    {
        await using ShapedPath path = await ShapedPath.OpenAsync("delay=1s");
        await path.Alice.SendAsync(new byte[50_000]);
        await WaitForAsync(() => path.Connection.Alice.In == 50_000);
        path.Connection.Break("a test");
        await Assert.ThrowsAsync<SocketException>(() => ReadToEndAsync(path.Bob).WaitAsync(Soon));
        Assert.Equal(LinkState.Broken, await path.Connection.Completion.WaitAsync(Soon));
        Assert.Equal(0, path.Connection.Bob.Out);
    }

    /// <summary>64 KiB wait for their turn at 1 Mbit/s; 4 MiB are held without a rate.</summary>
    [Theory]
    [InlineData("rate=1mbit", (64 * 1024) + 20_000)]
    [InlineData("delay=100ms,rate=8mbit", 100_000 + (64 * 1024) + 20_000)]
    [InlineData("delay=100ms", (4 << 20) + 20_000)]
    public async Task A_receiver_that_never_reads_stops_the_sender(string shape, int most)
    {
        await using ShapedPath path = await ShapedPath.OpenAsync(shape);
        path.Bob.ReceiveBufferSize = 4096;
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(2));
        byte[] bulk = new byte[1 << 20];
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            while (true)
            {
                await path.Alice.SendAsync(bulk, patience.Token);
            }
        });
        Assert.InRange(path.Connection.Alice.In - path.Connection.Bob.Out, 1, most);
        Assert.Equal(LinkState.Open, path.Connection.State);

        // Somebody who waits to write is cut off too.
        path.Connection.Break("a test");
        Assert.Equal(LinkState.Broken, await path.Connection.Completion.WaitAsync(Soon));
    }

    [Theory]
    [InlineData("delay=1s,rate=10gbit", 16 << 20)]
    [InlineData("delay=20ms,rate=100mbit", 250_000 + 250_000)]
    [InlineData("delay=20ms,jitter=20ms,rate=1mbit", 5_000 + (64 * 1024))]
    [InlineData("delay=1ms", 4 << 20)]
    public void What_a_direction_holds_is_bounded_by_its_shape(string shape, int bytes) =>
        Assert.Equal(bytes, LinkShapeText.Parse(shape)!.Up.MostHeldBytes(new LinkOptions().BufferBytes));

    private static async Task WaitForAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Soon);
        while (!condition())
        {
            await Task.Delay(5, patience.Token);
        }
    }

    private static async Task<int> ReadToEndAsync(Socket socket)
    {
        byte[] buffer = new byte[64 * 1024];
        int total = 0;
        int taken;
        while ((taken = await socket.ReceiveAsync(buffer)) > 0)
        {
            total += taken;
        }

        return total;
    }
}
