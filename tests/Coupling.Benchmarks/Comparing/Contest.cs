namespace Coupling.Benchmarks.Comparing;

/// <summary>Runs contestants in turns on one thread, so that what disturbs the machine disturbs all of them.</summary>
internal static class Contest
{
    /// <summary>Long against a clock's step, short against what else a machine does.</summary>
    private const double SliceMicroseconds = 2000;

    private const int MostTimes = 1 << 20;

    /// <summary>So long, in microseconds, and so often everyone runs beforehand: code that was called less is not compiled for speed yet.</summary>
    private const double WarmUpMicroseconds = 200_000;
    private const int WarmUpTimes = 4000;
    private const double LongestWarmUpMicroseconds = 2_000_000;

    /// <param name="contestants">Who.</param>
    /// <param name="turns">How many each has.</param>
    public static Measured Run(IReadOnlyList<Contestant> contestants, int turns)
    {
        int[] times = [.. contestants.Select(Calibrate)];
        var turnsOf = contestants.ToDictionary(contestant => contestant.Name, _ => new double[turns]);
        for (int turn = 0; turn < turns; turn++)
        {
            for (int index = 0; index < times.Length; index++)
            {
                turnsOf[contestants[index].Name][turn] = contestants[index].Microseconds(times[index]);
            }
        }

        return new Measured(turnsOf);
    }

    /// <summary>How often in a slice. What it takes to find out also compiles the code and fills the caches.</summary>
    private static int Calibrate(Contestant contestant)
    {
        int times = contestant.Least;
        double spent = 0;
        for (long done = 0; spent < WarmUpMicroseconds || (done < WarmUpTimes && spent < LongestWarmUpMicroseconds); done += times)
        {
            double slice = contestant.Microseconds(times) * times;
            spent += slice;
            times *= slice < SliceMicroseconds && times < MostTimes ? 2 : 1;
        }

        return times;
    }
}
