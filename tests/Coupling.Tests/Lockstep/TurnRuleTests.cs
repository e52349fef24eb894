using Coupling.Lockstep;
using Coupling.Protocols;

namespace Coupling.Tests;

public class TurnRuleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void A_unit_that_has_spoken_is_not_given_bits_of_the_turn_that_is_read(int units)
    {
        var toy = new TurnTakers(units);
        BatchRunner Side(Role role) => new(role, units, (unit, wire) => toy.ConverseAsync(role, unit, wire));
        var frames = Recording.Of(Side(Role.Alice), Side(Role.Bob));
        Assert.True(toy.EveryUnitHeardItsOwn);
        Assert.Equal([4L * units, units, 4 * units, units], frames.Select(frame => frame.Frame.BitLength));
    }

    /// <summary>Were it not rejected, the test above would show nothing.</summary>
    [Fact]
    public void A_lockstep_without_the_rule_is_seen_although_it_loses_no_bit()
    {
        const int Units = 2;
        var toy = new TurnTakers(Units);
        GreedyLockstep Side(Role role) => new(Units, (unit, wire) => toy.ConverseAsync(role, unit, wire));
        GreedyLockstep alice = Side(Role.Alice);
        GreedyLockstep bob = Side(Role.Bob);
        long bits = 0;
        Frame? question = alice.Start();
        Assert.Null(bob.Start());
        while (question is { } asked)
        {
            Frame? answer = bob.Deliver(asked);
            bits += asked.BitLength + (answer?.BitLength ?? 0);
            question = answer is { } answered ? alice.Deliver(answered) : null;
        }

        Assert.True(alice.IsComplete && bob.IsComplete);
        Assert.Equal(2 * Units * (4 + 1), bits);
        Assert.False(toy.EveryUnitHeardItsOwn);
    }
}
