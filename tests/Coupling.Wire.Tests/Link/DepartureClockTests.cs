using System.Diagnostics;
using Coupling.Link.Shapes;

namespace Coupling.Wire.Tests.Link;

/// <summary>The moments that a shape asks for, on a clock that the test holds.</summary>
public class DepartureClockTests
{
    private const long Start = 1_000_000_000_000;

    private static readonly double TicksPerMillisecond = Stopwatch.Frequency / 1000.0;

    [Theory]
    [InlineData("delay=25ms", 1000, 25)]
    [InlineData("rate=1mbit", 125, 1)]
    [InlineData("delay=10ms,rate=1mbit", 2500, 30)]
    [InlineData("delay=10ms,rate=256kbit", 32, 11)]
    public void A_piece_takes_its_serialisation_and_the_delay(string shape, int bytes, double milliseconds) =>
        Assert.Equal(milliseconds, After(Clock(shape).Next(Start, bytes, out _)), precision: 6);

    [Fact]
    public void A_bulk_comes_at_the_rate_and_then_the_line_is_free_again()
    {
        DepartureClock clock = Clock("delay=20ms,rate=1mbit");
        Assert.Equal(125, clock.PieceBytes);
        for (int piece = 1; piece <= 1000; piece++)
        {
            Assert.Equal(piece + 20, After(clock.Next(Start, 125, out bool follows)), precision: 4);
            Assert.Equal(piece > 1, follows);
        }

        long later = Start + (long)(5000 * TicksPerMillisecond);
        Assert.Equal(5021, After(clock.Next(later, 125, out bool followsIdle)), precision: 4);
        Assert.False(followsIdle);
    }

    [Fact]
    public void A_reader_that_is_late_within_the_backlog_costs_no_rate()
    {
        DepartureClock clock = Clock("rate=1mbit");
        long last = 0;
        for (int piece = 0; piece < 1000; piece++)
        {
            // Ten pieces, a millisecond each, come together, up to two milliseconds before the line is free.
            long now = Start + (long)((((piece / 10) * 10) - (piece < 10 ? 0 : 2)) * TicksPerMillisecond);
            last = clock.Next(now, 125, out _);
        }

        Assert.Equal(1000, After(last), precision: 4);
    }

    [Fact]
    public void Jitter_is_even_within_its_bounds_and_nothing_overtakes()
    {
        const int Pieces = 20_000;
        DepartureClock alone = Clock("delay=10ms,jitter=8ms");
        double sum = 0;
        double least = double.MaxValue;
        double most = double.MinValue;
        for (int piece = 0; piece < Pieces; piece++)
        {
            // A second apart, so that none waits for the one before.
            long now = Start + (piece * Stopwatch.Frequency);
            double delay = (alone.Next(now, 100, out _) - now) / TicksPerMillisecond;
            sum += delay;
            least = Math.Min(least, delay);
            most = Math.Max(most, delay);
        }

        Assert.InRange(least, 2, 2.1);
        Assert.InRange(most, 17.9, 18);
        Assert.InRange(sum / Pieces, 9.8, 10.2);

        DepartureClock together = Clock("delay=10ms,jitter=8ms");
        long before = 0;
        for (int piece = 0; piece < Pieces; piece++)
        {
            long departure = together.Next(Start + piece, 100, out _);
            Assert.True(departure >= before);
            before = departure;
        }
    }

    private static DepartureClock Clock(string shape) => new(LinkShapeText.Parse(shape)!.Up);

    private static double After(long departure) => (departure - Start) / TicksPerMillisecond;
}
