using Xunit.Abstractions;

namespace Coupling.Wire.Tests.Link;

/// <summary>The shape is what is asked for, within 5 % or 1 ms. What is tested are times, so each test may try again.</summary>
public class ShapedLinkTimeTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("delay=2ms", 4)]
    [InlineData("delay=25ms", 50)]
    [InlineData("up.delay=30ms", 30)]
    [InlineData("up.delay=5ms,down.delay=20ms", 25)]
    [InlineData("delay=25ms,rate=1mbit", 50.256)]
    public Task A_round_trip_takes_both_delays(string shape, double milliseconds) => Patiently.TryAsync(output, async () =>
    {
        await using ShapedPath path = await ShapedPath.OpenAsync(shape);
        double rtt = path.MedianRoundTrip(bytes: 16, times: 21);
        return (rtt, milliseconds, milliseconds + Math.Max(1, 0.05 * milliseconds));
    });

    [Fact]
    public Task A_message_takes_its_serialisation_and_the_delay() => Patiently.TryAsync(output, async () =>
    {
        // 2500 bytes at 1 Mbit/s are 20 ms, there and back.
        await using ShapedPath path = await ShapedPath.OpenAsync("delay=10ms,rate=1mbit");
        return (path.MedianRoundTrip(bytes: 2500, times: 11), 60, 63);
    });

    [Theory]
    [InlineData("up.rate=1mbit,down.rate=4mbit", 1e6, 4e6)]
    [InlineData("delay=20ms,up.rate=10mbit,down.rate=256kbit", 10e6, 256e3)]
    [InlineData("delay=5ms,jitter=5ms,rate=2mbit", 2e6, 2e6)]
    [InlineData("rate=100mbit", 100e6, 100e6)]
    public async Task A_bulk_comes_at_the_rate_of_its_direction(string shape, double up, double down)
    {
        await Patiently.TryAsync(output, async () =>
        {
            await using ShapedPath path = await ShapedPath.OpenAsync(shape);
            return (ShapedPath.Throughput(path.Alice, path.Bob, (int)(up / 16)), 0.95 * up, 1.05 * up);
        });
        await Patiently.TryAsync(output, async () =>
        {
            await using ShapedPath path = await ShapedPath.OpenAsync(shape);
            return (ShapedPath.Throughput(path.Bob, path.Alice, (int)(down / 16)), 0.95 * down, 1.05 * down);
        });
    }

    [Fact]
    public Task Jitter_stays_within_its_bounds_and_its_mean_is_the_delay() => Patiently.TryAsync(output, async () =>
    {
        await using ShapedPath path = await ShapedPath.OpenAsync("delay=10ms,jitter=8ms");
        double[] times = [.. Enumerable.Range(0, 60).Select(_ => path.MedianRoundTrip(bytes: 1, times: 1))];
        Assert.All(times, time => Assert.True(time >= 4));
        Assert.True(times.Max() - times.Min() > 8);
        return (times.Average(), 18, 23);
    });

    [Fact]
    public async Task Planted_a_link_that_ignores_its_shape_is_noticed()
    {
        await using ShapedPath path = await ShapedPath.OpenAsync("none");
        Assert.True(path.MedianRoundTrip(bytes: 16, times: 21) < 50);
        Assert.True(ShapedPath.Throughput(path.Alice, path.Bob, 1 << 20) > 1.05e6);
    }
}
