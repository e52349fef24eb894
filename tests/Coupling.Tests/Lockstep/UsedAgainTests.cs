using Coupling.Bits;
using Coupling.Lockstep;
using Coupling.Protocols;

namespace Coupling.Tests;

/// <summary>A runner that has run a batch runs the next one as a new runner would.</summary>
public class UsedAgainTests
{
    [Fact]
    public void Batches_of_other_sizes_are_as_with_new_runners()
    {
        BatchRunner? alice = null;
        BatchRunner? bob = null;
        foreach (int units in (int[])[7, 64, 3, 0, 130])
        {
            var toys = new Chatter(units);
            var again = new Chatter(units);
            alice = Reset(alice, Role.Alice, toys);
            bob = Reset(bob, Role.Bob, toys);
            List<(Role Speaker, Frame Frame)> used = Recording.Of(alice, bob);
            List<(Role Speaker, Frame Frame)> fresh = Recording.Of(Reset(null, Role.Alice, again), Reset(null, Role.Bob, again));
            Assert.Equal(fresh.Select(Text), used.Select(Text));
            Assert.Equal(units, alice.Units);
            Assert.Equal(fresh.Count, alice.TurnsSpoken + bob.TurnsSpoken);
            for (int unit = 0; unit < units; unit++)
            {
                Assert.Equal(again.SaidBits(Role.Alice, unit), alice.SentBits(unit));
                Assert.Equal(again.SaidBits(Role.Bob, unit), alice.ReceivedBits(unit));
            }

            Assert.Throws<ArgumentOutOfRangeException>(() => alice.SentBits(units));
        }
    }

    [Fact]
    public void A_batch_that_is_not_over_keeps_its_runner()
    {
        var bob = new BatchRunner(Role.Bob, 1, async (_, wire) => await wire.ReceiveAsync(1));
        bob.Start();
        Assert.Throws<InvalidOperationException>(() => bob.Reset(1, (_, _) => ValueTask.CompletedTask));
    }

    [Fact]
    public void A_batch_that_failed_keeps_its_runner()
    {
        var alice = new BatchRunner(Role.Alice, 1, (_, _) => throw new NotSupportedException());
        Assert.Throws<NotSupportedException>(() => alice.Start());
        Assert.Throws<InvalidOperationException>(() => alice.Reset(1, (_, _) => ValueTask.CompletedTask));
    }

    private static BatchRunner Reset(BatchRunner? over, Role role, Chatter toys)
    {
        ValueTask Converse(int unit, IBitWire wire) => toys.ConverseAsync(role, unit, wire);
        if (over is null)
        {
            return new BatchRunner(role, toys.Units, Converse);
        }

        over.Reset(toys.Units, Converse);
        return over;
    }

    private static string Text((Role Speaker, Frame Frame) said) =>
        $"{said.Speaker} {said.Frame.BitLength}:{Convert.ToHexString(said.Frame.Bits.Span)}";
}
