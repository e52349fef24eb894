using Coupling.Protocols;

namespace Coupling.Conformance;

/// <summary>The laws of races and darts over a million rounds: what a wrong construction bends may be little.</summary>
public class ManyRoundsTests
{
    /// <summary>Modes times how long a pair is said to stay.</summary>
    public const int Modes = 4;

    private const int Rounds = 1 << 20;
    private const ulong Seed = 77;

    [Theory]
    [InlineData("gumbel", PartyContext.WholeRun)]
    [InlineData("gumbel", 64)]
    [InlineData("gumbel", 1)]
    [InlineData("minhash", PartyContext.WholeRun)]
    public void The_samples_have_their_law(string mode, long roundsPerPair) =>
        Assert.All((string[])["three items", "two subsets", "an atom and all", "two Zipf laws"], name =>
        {
            TestPair pair = TestPairs.Named(name) with { RoundsPerPair = roundsPerPair };
            Tally tally = Tally.Of(ProtocolCatalog.Parse(mode), pair, Rounds, Seed);
            Assert.Empty(LawCheck.Failed(tally, pair, ModeLaw.Of(mode).AgreementOf(pair, tally)));
        });
}
