using Coupling.Bits;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Conformance;

/// <summary>The example of docs/adding-a-protocol.md keeps the contract of all modes, without being one.</summary>
public sealed class AgreeOnParityContract() : ConversingContract(AgreeOnParityLaw.Law, new AgreeOnParity())
{
    [Fact]
    public void Its_setup_is_one_number_and_a_round_is_one_bit()
    {
        TestPair pair = TestPairs.Named("three items");
        LocalResult result = LocalPair.Run(
            new AgreeOnParity(), pair.Party(Role.Alice, Seed), pair.Party(Role.Bob, Seed), new RoundRange(0, 100));
        Assert.Equal(64, result.SetUpBits);
        Assert.All(result.AliceToBob, bits => Assert.Equal(1, bits));
        Assert.All(result.BobToAlice, bits => Assert.Equal(0, bits));
    }

    [Theory]
    [InlineData(-0.25)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void A_probability_that_is_none_ends_the_attempt(double odd)
    {
        IConversation bob = new AgreeOnParity().Open(TestPairs.Named("three items").Party(Role.Bob, Seed));
        var hostile = new BatchRunner(Role.Alice, 1, (_, wire) =>
        {
            wire.Send(BitConverter.DoubleToUInt64Bits(odd), 64);
            return ValueTask.CompletedTask;
        });
        Assert.Throws<WireProtocolException>(() =>
            LocalPair.Exchange(hostile, new BatchRunner(Role.Bob, 1, (_, wire) => bob.SetUpAsync(wire))));
    }
}
