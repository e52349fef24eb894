namespace Coupling.Theory.Tests;

public class ExchangeLawTests
{
    private const int MostSpares = 90;

    public static TheoryData<int, double> Cases
    {
        get
        {
            var data = new TheoryData<int, double>();
            foreach (int named in (int[])[1, 2, 3, 10, 40])
            {
                foreach (double distance in (double[])[0, 1e-6, 0.05, 0.3, 0.7, 0.99])
                {
                    data.Add(named, distance);
                }
            }

            return data;
        }
    }

    /// <summary>By the definition: the law of givers, takers and spares, round by round.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void The_share_is_that_of_the_definition(int named, double distance)
    {
        double given = named * (1 - distance) / 2;
        Assert.Equal(1 - (ExpectedVoid(named, distance) / given), ExchangeLaw.Share(named, distance), 1e-11);
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.3)]
    public void More_rounds_leave_less_void(double distance)
    {
        double before = -1;
        foreach (int named in (int[])[1, 2, 5, 20, 100, 1000, 10_000, 1 << 16])
        {
            double share = ExchangeLaw.Share(named, distance);
            Assert.InRange(share, before - 1e-12, 1);
            before = share;
        }

        Assert.InRange(before, 0.999, 1);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(65537, 0.5)]
    [InlineData(10, -0.1)]
    [InlineData(10, 1.1)]
    [InlineData(10, double.NaN)]
    public void Impossible_parameters_are_refused(int named, double distance) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ExchangeLaw.Share(named, distance));

    // E[(Y₁ − X₁)₊; spares < Y₁ − X₁].
    private static double ExpectedVoid(int named, double distance)
    {
        double[,] law = new double[(2 * named) + 1, MostSpares + 1];
        law[named, 0] = 1;
        double ratio = distance / (1 + distance);
        for (int round = 0; round < named; round++)
        {
            double[,] next = new double[(2 * named) + 1, MostSpares + 1];
            for (int excess = 0; excess <= 2 * named; excess++)
            {
                for (int spares = 0; spares <= MostSpares; spares++)
                {
                    double mass = law[excess, spares] / 2;
                    if (mass == 0)
                    {
                        continue;
                    }

                    next[excess + 1, spares] += mass * (1 - distance);
                    next[excess, spares] += mass * distance;
                    double more = mass * (1 - ratio);
                    for (int sum = spares; sum <= MostSpares; sum++, more *= ratio)
                    {
                        next[excess - 1, sum] += more * (1 - distance);
                        next[excess, sum] += more * distance;
                    }
                }
            }

            law = next;
        }

        double expected = 0;
        for (int excess = 1; excess <= named; excess++)
        {
            for (int spares = 0; spares < Math.Min(excess, MostSpares); spares++)
            {
                expected += excess * law[named + excess, spares];
            }
        }

        return expected;
    }
}
