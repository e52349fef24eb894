using Coupling.Coordination.Runs;
using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Wire.V1;
using CsCheck;

namespace Coupling.Coordination.Tests.Runs;

public class BatchSizeTests
{
    [Theory]
    [InlineData(4096u, 10, 4096u)]
    [InlineData(65536u, 4096, 65536u)]
    [InlineData(65536u, 4097, 65520u)]
    [InlineData(65536u, 1 << 20, 256u)]
    [InlineData(1u, 1 << 20, 1u)]
    public void A_batch_is_as_long_as_asked_unless_the_alphabet_is_large(uint asked, int alphabetSize, uint rounds) =>
        Assert.Equal(rounds, BatchSize.Rounds(asked, alphabetSize));

    [Theory]
    [InlineData(0u, 1u, 1024u)]
    [InlineData(0u, 64u, 1024u)]
    [InlineData(0u, 4096u, 32u)]
    [InlineData(0u, 65536u, 4u)]
    [InlineData(3u, 65536u, 3u)]
    [InlineData(1024u, 1u, 1024u)]
    public void So_many_are_under_way_as_asked_or_else_131072_rounds(uint asked, uint batchRounds, uint inFlight) =>
        Assert.Equal(inFlight, BatchSize.InFlight(asked, batchRounds));

    [Theory]
    [InlineData(4096u, 1000, 4096u, 4u)]
    [InlineData(64u, 1000, 64u, 256u)]
    [InlineData(4096u, 10_000, 419u, 4u)]
    [InlineData(4096u, 1 << 20, 4u, 4u)]
    public void Less_is_under_way_where_time_is_limited(uint asked, int alphabetSize, uint rounds, uint inFlight)
    {
        Assert.Equal(rounds, BatchSize.Rounds(asked, alphabetSize, timed: true));
        Assert.Equal(inFlight, BatchSize.InFlight(0, rounds, alphabetSize, seconds: 1));
    }

    [Theory]
    [InlineData(0, 25_000u, 0ul, 58u)]
    [InlineData(3, 25_000u, 0ul, 29u)]
    [InlineData(3, 25_000u, 1_000_000ul, 24u)]
    [InlineData(3, 25_000u, 64_000ul, 4u)]
    [InlineData(3, 0u, 1_000_000ul, 4u)]
    [InlineData(60, 25_000u, 1_000_000ul, 29u)]
    public void On_a_link_with_a_delay_more_is_under_way_as_far_as_time_and_rate_allow(double seconds, uint delay, ulong rate, uint inFlight)
    {
        var direction = new DirectionShaping { DelayUs = delay, RateBps = rate };
        Assert.Equal(inFlight, BatchSize.InFlight(0, 4096, 1000, seconds, new LinkShaping { Up = direction, Down = direction }));
    }

    [Theory]
    [InlineData(4096u, 10, 1UL << 40)]
    [InlineData(1u, 10, (1UL << 32) - 2)]
    [InlineData(4096u, 1 << 20, (1UL << 32) - 2)]
    public void A_plan_has_no_more_rounds_than_a_connection_has_slots(uint batch, int alphabetSize, ulong rounds) => Assert.Equal(
        rounds, BatchSize.MostRounds([new Gumbel(), new Optimal(cached: false, WeightFormat.Binary64)], new PublicPlan { Batch = batch, AlphabetSize = (uint)alphabetSize, Seconds = 1 }));

    [Fact]
    public void Whatever_is_asked_there_is_at_least_one_round_and_never_more_than_asked() =>
        Gen.Select(Gen.UInt[1, 65536], Gen.Int[1, 1 << 20]).Sample((asked, n) =>
            BatchSize.Rounds(asked, n) is var rounds && rounds >= 1 && rounds <= asked && (rounds == 1 || (long)rounds * n <= 1L << 28));
}
