using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Conformance;

/// <summary>What two parties drew and said in a range of rounds, cut into batches.</summary>
/// <param name="Samples">Alice's and Bob's, round by round.</param>
/// <param name="Bits">What each sent, unit by unit; empty for silent modes.</param>
internal sealed record WorkloadRun(List<(int Alice, int Bob)> Samples, List<(long Alice, long Bob)> Bits)
{
    public static WorkloadRun Of(Protocol protocol, PartyContext alice, PartyContext bob, int first, int count, int batch)
    {
        var run = new WorkloadRun([], []);
        Func<RoundRange, IEnumerable<(long, long)>> conduct = protocol switch
        {
            SilentProtocol silent => run.Silent(silent.CreateSampler(alice), silent.CreateSampler(bob)),
            ConversingProtocol conversing => run.Conversing(conversing, alice, bob),
            _ => throw new ArgumentException(protocol.Name, nameof(protocol)),
        };
        for (int start = first; start < first + count; start += batch)
        {
            run.Bits.AddRange(conduct(new RoundRange(start, Math.Min(batch, first + count - start))));
        }

        return run;
    }

    private Func<RoundRange, IEnumerable<(long, long)>> Silent(ISampler alice, ISampler bob) => range =>
    {
        var a = new int[range.Count];
        var b = new int[range.Count];
        alice.Sample(range, a);
        bob.Sample(range, b);
        Samples.AddRange(a.Zip(b));
        return [];
    };

    private Func<RoundRange, IEnumerable<(long, long)>> Conversing(ConversingProtocol protocol, PartyContext alice, PartyContext bob)
    {
        IConversation aliceSide = protocol.Open(alice);
        IConversation bobSide = protocol.Open(bob);
        LocalPair.Exchange(
            new BatchRunner(Role.Alice, 1, (_, wire) => aliceSide.SetUpAsync(wire)),
            new BatchRunner(Role.Bob, 1, (_, wire) => bobSide.SetUpAsync(wire)));
        return range =>
        {
            var a = new int[range.Count];
            var b = new int[range.Count];
            BatchRunner aliceBatch = UnitBatch.Create(Role.Alice, protocol, aliceSide, range, a);
            BatchRunner bobBatch = UnitBatch.Create(Role.Bob, protocol, bobSide, range, b);
            LocalPair.Exchange(aliceBatch, bobBatch);
            Samples.AddRange(a.Zip(b));
            return [.. Enumerable.Range(0, aliceBatch.Units).Select(unit => (aliceBatch.SentBits(unit), bobBatch.SentBits(unit)))];
        };
    }
}
