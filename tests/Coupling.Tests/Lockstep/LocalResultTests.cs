using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Tests;

public class LocalResultTests
{
    [Fact]
    public void Agreements_are_rounds_with_equal_samples()
    {
        var result = new LocalResult([1, 2, 3, 4], [1, 0, 3, 0], [], [], 0);
        Assert.Equal(2, result.Agreements);
        Assert.Equal(0.5, result.Agreement);
    }

    [Fact]
    public void Payload_is_all_that_was_said_and_the_setup_stands_apart()
    {
        LocalResult cached = Run("optimal:cached", rounds: 10);
        Assert.Equal(3 * 64, cached.SetUpBits);
        Assert.Equal(3 * 64, cached.PayloadBits);

        LocalResult repair = Run("repair:4", rounds: 10);
        Assert.Equal(0, repair.SetUpBits);
        Assert.Equal(repair.AliceToBob.Sum() + repair.BobToAlice.Sum(), repair.PayloadBits);
        Assert.InRange(repair.PayloadBits, 10 * 5, long.MaxValue);

        Assert.Equal(0, Run("gumbel", rounds: 10).PayloadBits);
    }

    private static LocalResult Run(string mode, int rounds) => LocalPair.Run(
        ProtocolCatalog.Parse(mode),
        new PartyContext(Role.Alice, Row.FromWeights([0.5, 0.3, 0.2], "P"), seed: 1),
        new PartyContext(Role.Bob, Row.FromWeights([0.2, 0.3, 0.5], "Q"), seed: 1),
        new RoundRange(0, rounds));
}
