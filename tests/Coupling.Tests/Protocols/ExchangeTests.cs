using Coupling.Protocols;

namespace Coupling.Tests;

/// <summary>
/// The joint law of Bob's samples in rounds named together, by all possible courses of them: exact, no simulation. An item is only "M"
/// (of a shared dart) or "R" (of a q-only one); whatever the exchange, each round must have M with probability (1 − D)/2, independently.
/// </summary>
public class ExchangeTests
{
    private const int M = 0;
    private const int R = 1;
    private const int MostSpares = 2;

    /// <summary>Any law of spares will do, as long as her spares and his have the same.</summary>
    private static readonly double[] Spares = [0.5, 0.3, 0.2];

    public delegate void Settle(IReadOnlyList<Course> courses, Span<int> samples);

    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(2, 0.3)]
    [InlineData(3, 0.1)]
    [InlineData(4, 0.3)]
    [InlineData(5, 0.25)]
    public void Rounds_named_together_are_independent_and_have_their_law(int named, double distance) =>
        Assert.InRange(WorstError(named, distance, ByExchange), 0, 1e-12);

    /// <summary>The exchange does something: with spares for everybody every giver and every taker takes part.</summary>
    [Fact]
    public void With_spares_for_all_everything_is_exchanged()
    {
        Course[] courses = [new(true, true, 2), new(false, true, 2), new(false, true, 2), new(true, false, 0)];
        int[] samples = new int[4];
        ByExchange(courses, samples);
        Assert.Equal([M, R, R, R], samples);
    }

    [Fact]
    public void Without_spares_the_rarer_kind_is_exchanged()
    {
        Course[] courses = [new(false, true, 0), new(true, true, 0), new(true, true, 0), new(true, false, 0)];
        int[] samples = new int[4];
        ByExchange(courses, samples);
        Assert.Equal([R, R, M, R], samples);
    }

    [Fact]
    public void Voiding_only_takers_is_seen() => Assert.InRange(WorstError(3, 0.3, VoidingOnlyTakers), 0.01, 1);

    [Fact]
    public void Not_asking_whether_a_late_dart_is_shared_is_seen() => Assert.InRange(WorstError(3, 0.3, NotAsking), 0.01, 1);

    [Fact]
    public void Spares_without_their_mirror_image_are_seen() => Assert.InRange(WorstError(3, 0.3, WithoutMirror), 0.01, 1);

    [Fact]
    public void Matching_by_rank_is_seen() => Assert.InRange(WorstError(3, 0.3, MatchedByRank), 0.01, 1);

    private static void ByExchange(IReadOnlyList<Course> courses, Span<int> samples) => ByExchange(courses, samples, courses.Where(course => !course.Early).Sum(course => course.Spares));

    private static void ByExchange(IReadOnlyList<Course> courses, Span<int> samples, int mirrorSpares)
    {
        var exchange = new Exchange();
        for (int round = 0; round < courses.Count; round++)
        {
            Course course = courses[round];
            if (course.Early)
            {
                exchange.AddEarly(round, R, course.Shared ? M : -1);
                for (int spare = 0; spare < course.Spares; spare++)
                {
                    exchange.AddSpare(R);
                }
            }
            else
            {
                exchange.AddLate(round, course.Shared ? M : R, course.Shared);
            }
        }

        exchange.Settle(mirrorSpares, samples);
    }

    private static void WithoutMirror(IReadOnlyList<Course> courses, Span<int> samples) => ByExchange(courses, samples, mirrorSpares: 0);

    // A giver needs nobody to take A's item.
    private static void VoidingOnlyTakers(IReadOnlyList<Course> courses, Span<int> samples)
    {
        ByExchange(courses, samples);
        for (int round = 0; round < courses.Count; round++)
        {
            samples[round] = courses[round] is { Early: true, Shared: true } ? M : samples[round];
        }
    }

    // Every late round is a taker, though it may hold R already.
    private static void NotAsking(IReadOnlyList<Course> courses, Span<int> samples)
    {
        var exchange = new Exchange();
        for (int round = 0; round < courses.Count; round++)
        {
            Course course = courses[round];
            if (course.Early)
            {
                exchange.AddEarly(round, R, course.Shared ? M : -1);
            }
            else
            {
                exchange.AddLate(round, course.Shared ? M : R, shared: true);
            }
        }

        exchange.Settle(0, samples);
    }

    private static void MatchedByRank(IReadOnlyList<Course> courses, Span<int> samples)
    {
        int[] givers = [.. Places(courses, early: true)];
        int[] takers = [.. Places(courses, early: false)];
        for (int round = 0; round < courses.Count; round++)
        {
            samples[round] = courses[round].Unrepaired;
        }

        foreach ((int giver, int taker) in givers.Zip(takers))
        {
            samples[giver] = M;
            samples[taker] = R;
        }
    }

    private static IEnumerable<int> Places(IReadOnlyList<Course> courses, bool early) =>
        Enumerable.Range(0, courses.Count).Where(round => courses[round].Early == early && courses[round].Shared);

    private static double WorstError(int named, double distance, Settle settle)
    {
        double[] seen = new double[1 << named];
        var courses = new Course[named];
        Visit(0, 1);
        return Enumerable.Range(0, seen.Length).Max(word => Math.Abs(seen[word] - Independent(word)));

        void Visit(int round, double probability)
        {
            if (round == named)
            {
                int[] samples = new int[named];
                settle(courses, samples);
                seen[samples.Aggregate(0, (word, item) => (2 * word) + item)] += probability;
                return;
            }

            foreach (bool early in (bool[])[false, true])
            {
                foreach (bool shared in (bool[])[false, true])
                {
                    for (int spares = 0; spares <= MostSpares; spares++)
                    {
                        courses[round] = new Course(early, shared, spares);
                        Visit(round + 1, probability / 2 * (shared ? 1 - distance : distance) * Spares[spares]);
                    }
                }
            }
        }

        double Independent(int word)
        {
            int residual = int.PopCount(word);
            return Math.Pow((1 + distance) / 2, residual) * Math.Pow((1 - distance) / 2, named - residual);
        }
    }

    /// <param name="Early">x1 before A.</param>
    /// <param name="Shared">Whether the later of the two is a dart of both.</param>
    /// <param name="Spares">Darts between the two.</param>
    public readonly record struct Course(bool Early, bool Shared, int Spares)
    {
        /// <summary>What Bob has without any exchange.</summary>
        public int Unrepaired => !Early && Shared ? M : R;
    }
}
