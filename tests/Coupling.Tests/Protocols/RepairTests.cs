using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Tests;

public class RepairTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(63)]
    public void Hash_bits_have_bounds(int bits) => Assert.Throws<ArgumentOutOfRangeException>(() => new Repair(bits));

    [Fact]
    public void Without_hash_bits_it_is_minhash_and_a_flag_that_is_never_set()
    {
        PartyContext alice = Rows.Party(Role.Alice, Rows.Of(0.5, 0.3, 0.2));
        PartyContext bob = Rows.Party(Role.Bob, Rows.Of(0.2, 0.3, 0.5));
        var rounds = new RoundRange(0, 2000);
        LocalResult repaired = LocalPair.Run(new Repair(0), alice, bob, rounds);
        LocalResult silent = LocalPair.Run(new MinHash(), alice, bob, rounds);
        Assert.Equal(silent.Alice, repaired.Alice);
        Assert.Equal(silent.Bob, repaired.Bob);
        Assert.All(repaired.AliceToBob, bits => Assert.Equal(0, bits));
        Assert.All(repaired.BobToAlice, bits => Assert.Equal(1, bits));
    }

    [Fact]
    public void Equal_rows_cost_the_hash_and_a_flag()
    {
        Row row = Rows.Zipf(30, 1);
        LocalResult result = LocalPair.Run(new Repair(5), Rows.Party(Role.Alice, row), Rows.Party(Role.Bob, row), new RoundRange(0, 500));
        Assert.Equal(result.Alice, result.Bob);
        Assert.All(result.AliceToBob, bits => Assert.Equal(5, bits));
        Assert.All(result.BobToAlice, bits => Assert.Equal(1, bits));
        Assert.Equal(2, result.Turns);
    }

    [Theory]
    [InlineData(3, 0)] // an item that is none of three
    [InlineData(0, 256)] // an order that no dart has
    public void Bob_refuses_a_name_that_no_dart_has(int item, int order)
    {
        IConversation conversation = new Repair(1).Open(Rows.Party(Role.Bob, Rows.Of(0.2, 0.3, 0.5)));
        int refused = 0;
        foreach (ulong hash in (ulong[])[0, 1])
        {
            var bob = new BatchRunner(Role.Bob, 1, (_, wire) => conversation.ConverseAsync(new Unit(new RoundRange(0, 1), new int[1], new SettingTally()), wire));
            Assert.Null(bob.Start());
            if (bob.Deliver(Frame(bits => bits.Write(hash, 1))) is not null && !bob.IsComplete)
            {
                Assert.Throws<WireProtocolException>(() => bob.Deliver(Frame(bits =>
                {
                    bits.Write((ulong)item, 2);
                    bits.Write(1, 1);
                    for (int zero = 0; zero < order; zero++)
                    {
                        bits.Write(0, 1);
                    }

                    bits.Write(1, 1);
                })));
                refused++;
            }
        }

        // One of the two hash bits is not that of Bob's first dart.
        Assert.Equal(1, refused);
    }

    private static Frame Frame(Action<BitWriter> write)
    {
        var bits = new BitWriter();
        write(bits);
        return new Frame(bits.ToArray(), bits.Length);
    }
}
