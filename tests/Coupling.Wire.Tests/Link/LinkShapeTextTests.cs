using Coupling.Link.Shapes;

namespace Coupling.Wire.Tests.Link;

public class LinkShapeTextTests
{
    private const string Keys = "(allowed: none, or delay=, jitter=, rate=, each also with up. or down. before it, separated by commas)";
    private const string Rates = "(allowed: 64kbit to 10gbit per second, in bit, kbit, mbit or gbit)";

    [Theory]
    [InlineData("delay=20ms", "delay=20ms")]
    [InlineData("delay=0.5ms", "delay=0.5ms")]
    [InlineData("delay=250us,jitter=0.25ms", "delay=0.25ms,jitter=0.25ms")]
    [InlineData("delay=1s", "delay=1000ms")]
    [InlineData(" rate = 1.5mbit ", "rate=1500kbit")]
    [InlineData("rate=64kbit", "rate=64kbit")]
    [InlineData("rate=64001bit", "rate=64001bit")]
    [InlineData("rate=10gbit", "rate=10gbit")]
    [InlineData("delay=20ms,jitter=2ms,rate=1mbit", "delay=20ms,jitter=2ms,rate=1mbit")]
    [InlineData("delay=20ms,up.rate=1mbit,down.rate=10mbit", "up.delay=20ms,up.rate=1mbit,down.delay=20ms,down.rate=10mbit")]
    [InlineData("up.delay=5ms,delay=20ms", "up.delay=5ms,down.delay=20ms")]
    [InlineData("up.rate=1mbit,down.rate=1mbit", "rate=1mbit")]
    [InlineData("up.delay=1ms", "up.delay=1ms")]
    [InlineData("delay=0ms", "delay=0ms")]
    public void A_shape_is_read_and_said_in_one_form(string text, string same)
    {
        LinkShape shape = LinkShapeText.Parse(text)!;
        Assert.Equal(same, shape.ToString());
        Assert.Equal(shape, LinkShapeText.Parse(shape.ToString()));
    }

    [Fact]
    public void Units_are_decimal_and_delays_are_one_way()
    {
        LinkShape shape = LinkShapeText.Parse("delay=20ms,jitter=2ms,up.rate=1mbit,down.rate=2gbit")!;
        Assert.Equal(new DirectionShape { Delay = TimeSpan.FromMilliseconds(20), Jitter = TimeSpan.FromMilliseconds(2), Rate = 1_000_000 }, shape.Up);
        Assert.Equal(shape.Up with { Rate = 2_000_000_000 }, shape.Down);
    }

    [Fact]
    public void None_is_no_shape() => Assert.Null(LinkShapeText.Parse("none"));

    [Theory]
    [InlineData("", "'' " + Keys)]
    [InlineData("delay", "'delay' " + Keys)]
    [InlineData("lag=20ms", "'lag=20ms' " + Keys)]
    [InlineData("left.delay=20ms", "'left.delay=20ms' " + Keys)]
    [InlineData("delay=1ms,", "'' " + Keys)]
    [InlineData("none,delay=1ms", "'none' " + Keys)]
    [InlineData("delay=1ms,delay=2ms", "delay: given twice (allowed: once)")]
    [InlineData("delay=20", "delay: 20 (allowed: 0ms to 1s, in us, ms or s, whole microseconds)")]
    [InlineData("delay=-1ms", "delay: -1ms (allowed: 0ms to 1s, in us, ms or s, whole microseconds)")]
    [InlineData("delay=1.5us", "delay: 1.5us (allowed: 0ms to 1s, in us, ms or s, whole microseconds)")]
    [InlineData("delay=1001ms", "delay: 1001ms (allowed: 0ms to 1s, in us, ms or s, whole microseconds)")]
    [InlineData("delay=99999999999999999999999999s", "delay: 99999999999999999999999999s (allowed: 0ms to 1s, in us, ms or s, whole microseconds)")]
    [InlineData("delay=1,5ms", "'5ms' " + Keys)]
    [InlineData("up.delay=2s", "up.delay: 2s (allowed: 0ms to 1s, in us, ms or s, whole microseconds)")]
    [InlineData("jitter=1ms", "jitter: 1ms (allowed: 0ms to 0ms, the delay, in us, ms or s, whole microseconds)")]
    [InlineData("delay=5ms,down.jitter=6ms", "down.jitter: 6ms (allowed: 0ms to 5ms, the delay, in us, ms or s, whole microseconds)")]
    [InlineData("rate=0bit", "rate: 0bit " + Rates)]
    [InlineData("rate=63kbit", "rate: 63kbit " + Rates)]
    [InlineData("rate=11gbit", "rate: 11gbit " + Rates)]
    [InlineData("rate=64000.5bit", "rate: 64000.5bit " + Rates)]
    [InlineData("rate=NaNmbit", "rate: NaNmbit " + Rates)]
    [InlineData("down.rate=1MBit", "down.rate: 1MBit " + Rates)]
    public void What_is_no_shape_is_refused_with_key_value_and_range(string text, string says) =>
        Assert.Equal(says, Assert.Throws<FormatException>(() => LinkShapeText.Parse(text)).Message);
}
