using Coupling.Bits;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Conformance;

/// <summary>The other side says anything at all: each side ends, by itself or by refusing, and does nothing else.</summary>
public class StrangerTests
{
    [Theory]
    [InlineData(2, null)]
    [InlineData(8, null)]
    [InlineData(4, 7)]
    public void Whatever_is_said_a_side_ends_or_refuses(int hashBits, int? turns)
    {
        TestPair pair = TestPairs.Named("two Zipf laws");
        int refused = 0;
        foreach (bool pairStays in (bool[])[true, false])
        {
            for (int trial = 0; trial < 15; trial++)
            {
                foreach (Role role in Enum.GetValues<Role>())
                {
                    PartyContext party = pair.Party(role, seed: 1) with { RoundsPerPair = pairStays ? PartyContext.WholeRun : 1 };
                    IConversation side = new RepairGrouped(hashBits, turns).Open(party);
                    int rounds = 1 + (trial * 53);
                    var unit = new Unit(new RoundRange(0, rounds), new int[rounds], new SettingTally());
                    refused += EndsOrRefuses(side, unit, new StrangersWire(new Random(trial), trial % 5));
                }
            }
        }

        Assert.InRange(refused, 1, int.MaxValue);
    }

    private static int EndsOrRefuses(IConversation side, Unit unit, IBitWire wire)
    {
        // The wire answers at once, so that everything happens in this call.
        using var inline = Lockstep.NoSynchronizationContext.Enter();
        ValueTask running = side.ConverseAsync(unit, wire);
        Assert.True(running.IsCompleted);
        return Record.Exception(() => running.GetAwaiter().GetResult()) switch
        {
            null => 0,
            WireProtocolException => 1,
            var other => throw other,
        };
    }

    /// <summary>Says random bits, zeros and ones in a certain proportion, and hears anything.</summary>
    private sealed class StrangersWire(Random random, int tilt) : IBitWire
    {
        public void Send(ulong value, int width)
        {
        }

        public ValueTask<ulong> ReceiveAsync(int width)
        {
            ulong value = 0;
            for (int bit = 0; bit < width; bit++)
            {
                value = (value << 1) | (random.Next(4) < tilt ? 1UL : 0);
            }

            return ValueTask.FromResult(value);
        }
    }
}
