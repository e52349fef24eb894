using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Conformance;

/// <summary>A run of a conversing mode with all that was said, cut into batches.</summary>
public sealed class RecordedRun
{
    private readonly Dictionary<Role, List<Frame>> said = new() { [Role.Alice] = [], [Role.Bob] = [] };
    private readonly Dictionary<Role, int[]> samples = [];
    private readonly Dictionary<Role, List<long>> bits = new() { [Role.Alice] = [], [Role.Bob] = [] };

    private RecordedRun()
    {
    }

    /// <summary>The bits of the frames of the setup, both directions.</summary>
    public long SetupBits { get; private set; }

    public IReadOnlyList<Frame> Said(Role role) => said[role];

    public int[] Samples(Role role) => samples[role];

    /// <summary>What a role sent, unit by unit.</summary>
    public IReadOnlyList<long> SentBits(Role role) => bits[role];

    public static RecordedRun Of(ConversingProtocol protocol, TestPair pair, int rounds, int batch, ulong seed)
    {
        var run = new RecordedRun();
        IConversation alice = protocol.Open(pair.Party(Role.Alice, seed));
        IConversation bob = protocol.Open(pair.Party(Role.Bob, seed));
        run.samples[Role.Alice] = new int[rounds];
        run.samples[Role.Bob] = new int[rounds];
        run.Exchange(Setup(Role.Alice, alice), Setup(Role.Bob, bob));
        run.SetupBits = run.said.Values.SelectMany(frames => frames).Sum(frame => frame.BitLength);
        for (int first = 0; first < rounds; first += batch)
        {
            var range = new RoundRange(first, Math.Min(batch, rounds - first));
            BatchRunner aliceBatch = UnitBatch.Create(Role.Alice, protocol, alice, range, run.Slice(Role.Alice, range));
            BatchRunner bobBatch = UnitBatch.Create(Role.Bob, protocol, bob, range, run.Slice(Role.Bob, range));
            run.Exchange(aliceBatch, bobBatch);
            run.bits[Role.Alice].AddRange(Enumerable.Range(0, aliceBatch.Units).Select(aliceBatch.SentBits));
            run.bits[Role.Bob].AddRange(Enumerable.Range(0, bobBatch.Units).Select(bobBatch.SentBits));
        }

        return run;
    }

    /// <summary>Runs one side alone, in one batch: the other side is what it said in <paramref name="recorded"/>.</summary>
    public static RecordedRun Replay(Role role, ConversingProtocol protocol, TestPair pair, ulong seed, RecordedRun recorded)
    {
        var run = new RecordedRun();
        var partner = new Queue<Frame>(recorded.said[role == Role.Alice ? Role.Bob : Role.Alice]);
        int rounds = recorded.samples[role].Length;
        run.samples[role] = new int[rounds];
        IConversation conversation = protocol.Open(pair.Party(role, seed));
        run.Alone(role, Setup(role, conversation), partner);
        var range = new RoundRange(0, rounds);
        run.Alone(role, UnitBatch.Create(role, protocol, conversation, range, run.Slice(role, range)), partner);
        Assert.Empty(partner);
        return run;
    }

    private static BatchRunner Setup(Role role, IConversation conversation) => new(role, 1, (_, wire) => conversation.SetUpAsync(wire));

    private Memory<int> Slice(Role role, RoundRange range) => samples[role].AsMemory((int)range.First, range.Count);

    private void Exchange(BatchRunner alice, BatchRunner bob)
    {
        Frame? toBob = Keep(Role.Alice, alice.Start());
        Frame? toAlice = Keep(Role.Bob, bob.Start());
        while (toBob is not null || toAlice is not null)
        {
            (toBob, toAlice) = toBob is { } question
                ? (null, Keep(Role.Bob, bob.Deliver(question)))
                : (Keep(Role.Alice, alice.Deliver(toAlice!.Value)), (Frame?)null);
        }

        Assert.True(alice.IsComplete && bob.IsComplete);
    }

    private void Alone(Role role, BatchRunner side, Queue<Frame> partner)
    {
        Keep(role, side.Start());
        while (!side.IsComplete)
        {
            Keep(role, side.Deliver(partner.Dequeue()));
        }
    }

    private Frame? Keep(Role role, Frame? frame)
    {
        if (frame is { } spoken)
        {
            said[role].Add(spoken.Copy());
        }

        return frame;
    }
}
