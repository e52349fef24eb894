using System.Diagnostics;
using System.Net.Sockets;

namespace Coupling.Wire.Tests.Link;

/// <summary>
/// Through real sockets nothing comes before its time. How late it comes is the machine's affair: a busy one may be as late as it likes,
/// so that is measured by every run on a shaped link (`link.measured`), and no test is about it. What moments the link aims at is
/// <see cref="DepartureClockTests"/>'.
/// </summary>
public class ShapedLinkTimeTests
{
    [Theory]
    [InlineData("delay=25ms", 50)]
    [InlineData("up.delay=30ms", 30)]
    [InlineData("up.delay=5ms,down.delay=20ms", 25)]
    [InlineData("delay=10ms,jitter=8ms", 4)]
    [InlineData("delay=25ms,rate=1mbit", 50.256)]
    public async Task No_round_trip_takes_less_than_both_delays(string shape, double milliseconds)
    {
        await using ShapedPath path = await ShapedPath.OpenAsync(shape);
        Assert.True(path.ShortestRoundTrip(bytes: 16, times: 9) >= milliseconds);
    }

    [Theory]
    [InlineData("up.rate=1mbit,down.rate=4mbit", 500, 125)]
    [InlineData("delay=20ms,up.rate=10mbit,down.rate=256kbit", 50 + 20, 1953.125 + 20)]
    [InlineData("delay=5ms,jitter=5ms,rate=2mbit", 250, 250)]
    public async Task No_bulk_comes_faster_than_the_rate_of_its_direction(string shape, double up, double down)
    {
        await using ShapedPath path = await ShapedPath.OpenAsync(shape);
        Assert.True(Milliseconds(path.Alice, path.Bob) >= up);
        Assert.True(Milliseconds(path.Bob, path.Alice) >= down);

        static double Milliseconds(Socket from, Socket to)
        {
            const int Bytes = 62_500;
            long begin = Stopwatch.GetTimestamp();
            Task sending = Task.Run(() => from.Send(new byte[Bytes]));
            ShapedPath.Receive(to, Bytes);
            double time = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            sending.GetAwaiter().GetResult();
            return time;
        }
    }

    [Fact]
    public async Task Planted_a_link_that_ignores_its_shape_comes_before_its_time()
    {
        await using ShapedPath path = await ShapedPath.OpenAsync("none");
        Assert.True(path.ShortestRoundTrip(bytes: 16, times: 9) < 50);
    }
}
