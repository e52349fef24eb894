using Coupling.Lockstep;
using Coupling.Protocols;

namespace Coupling.Conformance;

/// <summary>What a mode that speaks promises beyond.</summary>
public abstract class ConversingContract(ModeLaw law, ConversingProtocol protocol, long roundsPerPair = PartyContext.WholeRun)
    : ProtocolContract(law, protocol, roundsPerPair)
{
    protected ConversingContract(string mode, long roundsPerPair = PartyContext.WholeRun)
        : this(ModeLaw.Of(mode), (ConversingProtocol)ProtocolCatalog.Parse(mode), roundsPerPair)
    {
    }

    [Theory]
    [MemberData(nameof(PairNames))]
    public void The_size_of_a_batch_changes_neither_samples_nor_bits(string pairName)
    {
        TestPair pair = Pair(pairName);
        RecordedRun whole = RecordedRun.Of(protocol, pair, FewRounds, batch: 4096, Seed);
        foreach (int batch in (int[])[1, 7, 64])
        {
            RecordedRun cut = RecordedRun.Of(protocol, pair, FewRounds, batch * protocol.UnitRounds, Seed);
            Assert.All(Enum.GetValues<Role>(), role =>
            {
                Assert.Equal(whole.Samples(role), cut.Samples(role));
                Assert.Equal(whole.SentBits(role), cut.SentBits(role));
            });
        }
    }

    [Theory]
    [MemberData(nameof(PairNames))]
    public void A_side_alone_with_a_recording_of_the_other_does_and_says_the_same(string pairName)
    {
        TestPair pair = Pair(pairName);
        RecordedRun recorded = RecordedRun.Of(protocol, pair, FewRounds, FewRounds, Seed);
        Assert.All(Enum.GetValues<Role>(), role =>
        {
            RecordedRun alone = RecordedRun.Replay(role, protocol, pair, Seed, recorded);
            Assert.Equal(recorded.Samples(role), alone.Samples(role));
            Assert.Equal(recorded.Said(role).Select(Text), alone.Said(role).Select(Text));
        });
    }

    [Theory]
    [MemberData(nameof(PairNames))]
    public void No_unit_opens_with_more_than_its_largest_fixed_message(string pairName)
    {
        TestPair pair = Pair(pairName);
        RecordedRun single = RecordedRun.Of(protocol, pair, protocol.UnitRounds, protocol.UnitRounds, Seed);
        long setup = single.SetupBits;
        foreach (Frame frame in single.Said(Role.Alice).Concat(single.Said(Role.Bob)).Where(frame => frame.BitLength != setup).Take(1))
        {
            Assert.InRange(frame.BitLength, 1, Math.Max(1, protocol.LargestMessageBits(pair.P.Length)));
        }
    }

    private static string Text(Frame frame) => $"{frame.BitLength}:{Convert.ToHexString(frame.Bits.Span)}";
}
