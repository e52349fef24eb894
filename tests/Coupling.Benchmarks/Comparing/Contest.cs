namespace Coupling.Benchmarks.Comparing;

/// <summary>Runs contestants in turns on one thread, so that what disturbs the machine disturbs all of them.</summary>
internal static class Contest
{
    /// <summary>Long against a clock's step, short against what else a machine does.</summary>
    private const double SliceMicroseconds = 2000;

    private const int MostTimes = 1 << 20;
    private const int WarmUps = 3;

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
        int calm = 0;
        while (calm < WarmUps)
        {
            bool isShort = contestant.Microseconds(times) * times < SliceMicroseconds && times < MostTimes;
            times *= isShort ? 2 : 1;
            calm += isShort ? 0 : 1;
        }

        return times;
    }
}
