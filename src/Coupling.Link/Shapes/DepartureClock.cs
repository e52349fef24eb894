using System.Diagnostics;

namespace Coupling.Link.Shapes;

/// <summary>
/// When bytes leave: serialised one after another at the rate, then held for the delay. Moments are computed from moments, not from when
/// something was really done, so that what a timer is late never adds up.
/// </summary>
/// <remarks>
/// Jitter comes from a generator of its own with a fixed seed. It decides no sample; it need not be good, only even and the same in every run.
/// </remarks>
internal sealed class DepartureClock
{
    private const ulong JitterSeed = 0x9E3779B97F4A7C15;

    private readonly double ticksPerByte;
    private readonly long delay;
    private readonly long jitter;
    private ulong state = JitterSeed;
    private double free;
    private long last;

    public DepartureClock(DirectionShape shape)
    {
        ticksPerByte = shape.Rate > 0 ? 8.0 * Stopwatch.Frequency / shape.Rate : 0;
        delay = Ticks(shape.Delay);
        jitter = Ticks(shape.Jitter);
        PieceBytes = shape.Rate > 0 ? (int)Math.Clamp(shape.Rate / 8000, 1, LargestPiece) : LargestPiece;
    }

    /// <summary>The most bytes that one piece may have whatever the rate.</summary>
    public const int LargestPiece = 64 * 1024;

    /// <summary>What a millisecond carries, at most 64 KiB: bytes are passed on in such pieces, so that the rate is smooth.</summary>
    public int PieceBytes { get; }

    /// <summary>When a piece leaves that has come now. Never before an earlier one.</summary>
    /// <param name="now">Ticks.</param>
    /// <param name="bytes">Its length; 0 for the end of the stream.</param>
    /// <param name="follows">Whether its serialisation begins right after that of the piece before.</param>
    public long Next(long now, int bytes, out bool follows)
    {
        follows = free > now;
        free = Math.Max(free, now) + (bytes * ticksPerByte);
        long departure = (long)free + delay + Vary();
        last = Math.Max(last, departure);
        return last;
    }

    public static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);

    /// <summary>Even within −jitter..jitter: xorshift64*.</summary>
    private long Vary()
    {
        if (jitter == 0)
        {
            return 0;
        }

        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        double unit = (state * 0x2545F4914F6CDD1DUL >> 11) * (1.0 / (1UL << 53));
        return (long)(((2 * unit) - 1) * jitter);
    }
}
