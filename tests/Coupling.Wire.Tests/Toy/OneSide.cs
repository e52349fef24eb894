using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;
using Coupling.Wire.Sessions;

namespace Coupling.Wire.Tests.Toy;

/// <summary>One party's side of a protocol: its setup, then its rounds in batches, over a session.</summary>
internal sealed class OneSide(ConversingProtocol protocol, PartyContext party, int rounds, int batch) : IBatches
{
    private readonly IConversation conversation = protocol.Open(party);
    private readonly TaskCompletionSource isSetUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int[] Samples { get; } = new int[rounds];

    public long[] SentBits { get; } = new long[rounds];

    /// <summary>The side that it waits for between setup and rounds, as services do at the coordinator's barriers.</summary>
    public OneSide? Partner { get; set; }

    public long Count => (rounds + batch - 1) / batch;

    public async Task ConductAsync(WireSession session)
    {
        await session.ConductAsync(new SetUp(party.Role, conversation), inFlight: 1, CancellationToken.None);
        isSetUp.SetResult();
        await Partner!.isSetUp.Task;
        await session.ConductAsync(this, inFlight: 8, CancellationToken.None);
    }

    public BatchRunner Create(long index)
    {
        int first = (int)index * batch;
        int count = Math.Min(batch, rounds - first);
        return UnitBatch.Create(party.Role, protocol, conversation, new RoundRange(first, count), Samples.AsMemory(first, count));
    }

    public ValueTask CompleteAsync(long index, BatchRunner runner, CancellationToken cancellationToken)
    {
        for (int unit = 0; unit < runner.Units; unit++)
        {
            SentBits[(index * batch) + unit] = runner.SentBits(unit);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask PulseAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    private sealed class SetUp(Role role, IConversation conversation) : IBatches
    {
        public long Count => 1;

        public BatchRunner Create(long index) => new(role, units: 1, (_, wire) => conversation.SetUpAsync(wire));

        public ValueTask CompleteAsync(long index, BatchRunner batch, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask PulseAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
