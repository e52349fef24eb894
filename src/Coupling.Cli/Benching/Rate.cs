using System.Diagnostics;

namespace Coupling.Cli.Benching;

/// <summary>Measures how often per second something can be done.</summary>
internal static class Rate
{
    /// <summary>A part of the time is for compiling and for caches, and to find out how much to do at once.</summary>
    private const int WarmingPart = 4;

    /// <summary>One look at the clock is for at least such a part of the time.</summary>
    private const int SlicePart = 40;

    /// <param name="time">To spend; what is done once may take longer, and then it is done once.</param>
    /// <param name="least">At once; what fewer would say means nothing.</param>
    /// <param name="most">At once; not less.</param>
    /// <param name="work">Does it so many times.</param>
    /// <returns>Times per second.</returns>
    public static double PerSecond(TimeSpan time, int least, int most, Action<int> work)
    {
        long begin = Stopwatch.GetTimestamp();
        int count = least;
        double last;
        do
        {
            TimeSpan took = Timed(count, work);
            last = count / took.TotalSeconds;
            count = took < time / SlicePart ? Math.Min(2 * count, most) : count;
        }
        while (Stopwatch.GetElapsedTime(begin) < time / WarmingPart);

        if (Stopwatch.GetElapsedTime(begin) > time)
        {
            return last;
        }

        long start = Stopwatch.GetTimestamp();
        long done = 0;
        do
        {
            work(count);
            done += count;
        }
        while (Stopwatch.GetElapsedTime(begin) < time);

        return done / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static TimeSpan Timed(int count, Action<int> work)
    {
        long begin = Stopwatch.GetTimestamp();
        work(count);
        return Stopwatch.GetElapsedTime(begin);
    }
}
