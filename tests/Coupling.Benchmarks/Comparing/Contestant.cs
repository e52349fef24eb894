using System.Diagnostics;

namespace Coupling.Benchmarks.Comparing;

/// <summary>Something that takes part in a comparison.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Microseconds">Does it so many times and says how long one took.</param>
/// <param name="Least">Fewer times at once say nothing: it prepares so many together.</param>
internal sealed record Contestant(string Name, Func<int, double> Microseconds, int Least = 1)
{
    /// <summary>Work that is timed here.</summary>
    /// <param name="name">What tables call it.</param>
    /// <param name="work">Does it so many times.</param>
    /// <param name="least">As above.</param>
    public static Contestant Timed(string name, Action<int> work, int least = 1) => new(
        name,
        times =>
        {
            long begin = Stopwatch.GetTimestamp();
            work(times);
            return Stopwatch.GetElapsedTime(begin).TotalMicroseconds / times;
        },
        least);
}
