using Coupling.Coordination.Ledgers;
using Coupling.Coordination.Links;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Tests.Links;

public class LinkPredictionTests
{
    private static readonly LinkShaping Link = new()
    {
        Up = new DirectionShaping { DelayUs = 25_000, RateBps = 1_000_000 },
        Down = new DirectionShaping { DelayUs = 15_000, RateBps = 8_000_000 },
    };

    /// <summary>100 rounds in 10 batches, 20 turns of 20 ms each: bytes up take 1 s, bytes down as much as given.</summary>
    [Theory]
    [InlineData(125_000, 0, 20, 10, 0.01)]
    [InlineData(125_000, 0, 20, 1, 0.014)]
    [InlineData(125_000, 0, 20, 100, 0.01)]
    [InlineData(125_000, 2_000_000, 20, 10, 0.02)]
    [InlineData(0, 0, 200, 4, 0.01)]
    [InlineData(0, 0, 0, 10, 0)]
    public void A_round_takes_what_its_bits_or_its_turns_take(long up, long down, long turns, int inFlight, double seconds) => Assert.Equal(
        seconds, LinkPrediction.SecondsPerRound(Link, new Directions(up, down), turns, batches: 10, inFlight, rounds: 100)!.Value, 1e-12);

    [Fact]
    public void Without_a_round_there_is_nothing_to_go_by() =>
        Assert.Null(LinkPrediction.SecondsPerRound(Link, default, 0, 0, 4, 0));
}
