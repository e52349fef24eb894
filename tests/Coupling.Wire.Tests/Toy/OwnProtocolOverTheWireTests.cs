using Coupling.Conformance;
using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Wire.Tests.Toy;

/// <summary>
/// A protocol that no catalog knows, between two gRPC services through the link: nothing below the catalog depends on it.
/// </summary>
public class OwnProtocolOverTheWireTests
{
    private const int Rounds = 3000;
    private const int SetUpBits = 64;

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(4096)]
    public async Task It_draws_and_says_what_it_does_in_memory_and_every_byte_is_accounted_for(int batch)
    {
        var protocol = new AgreeOnParity();
        PartyContext p = Party(Role.Alice, [0.5, 0.3, 0.2]);
        PartyContext q = Party(Role.Bob, [0.2, 0.3, 0.5]);
        var alice = new OneSide(protocol, p, Rounds, batch);
        var bob = new OneSide(protocol, q, Rounds, batch) { Partner = alice };
        alice.Partner = bob;
        await using TwoParties parties = await TwoParties.StartAsync(bob.ConductAsync);

        Meters.Counts counts = await parties.ConverseAsync(alice.ConductAsync);

        LocalResult local = LocalPair.Run(protocol, p, q, new RoundRange(0, Rounds));
        Assert.Equal(local.Alice, alice.Samples);
        Assert.Equal(local.Bob, bob.Samples);
        Assert.Equal(local.AliceToBob, alice.SentBits);
        Assert.Equal(local.BobToAlice, bob.SentBits);

        Assert.Equal(SetUpBits + Rounds, parties.AliceSession.PayloadBitsSent);
        Assert.Equal(SetUpBits + Rounds, parties.BobSession.PayloadBitsReceived);
        Assert.Equal(0, parties.BobSession.PayloadBitsSent);
        Assert.Equal(parties.AliceSession.MessageBytesSent, parties.BobSession.MessageBytesReceived);
        Assert.Empty(counts.Differences());
    }

    private static PartyContext Party(Role role, double[] weights) => new(role, Row.FromWeights(weights, role.ToString()), seed: 1);
}
