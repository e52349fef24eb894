using Coupling.Coins;
using Coupling.Lockstep;
using Coupling.Party.Telemetry;
using Coupling.Protocols;
using Coupling.Sampling;
using Coupling.Wire.Sessions;
using Coupling.Wire.V1;

namespace Coupling.Party.Leases;

/// <summary>One party's batches of a conversing mode.</summary>
/// <param name="role">Whose.</param>
/// <param name="protocol">The mode.</param>
/// <param name="conversations">The party's side of it, once for each worker.</param>
/// <param name="alphabetSize">n.</param>
/// <param name="granted">Which batches there are.</param>
/// <param name="work">Gets the reports.</param>
internal sealed class ConversingBatches(
    Role role,
    ConversingProtocol protocol,
    IConversation[] conversations,
    int alphabetSize,
    GrantedBatches granted,
    WorkStream work) : IBatches
{
    // What is found at once for an aligned block of rounds is found by one worker, who has all batches that are cut of it.
    private readonly long stretch = Math.Max(granted.BatchRounds, DartsBatch12V1.Rounds);
    private readonly Dictionary<long, ConversingBatch> open = [];
    private readonly Stack<ConversingBatch> over = new();
    private long created;

    public long Count => granted.Count;

    public Task? More => granted.More;

    public int Workers => conversations.Length;

    public int WorkerOf(long index) => (int)(granted.At(index).First / stretch % Workers);

    public BatchRunner Create(long index)
    {
        RoundRange rounds = granted.At(index);
        created++;
        ConversingBatch batch = over.TryPop(out ConversingBatch? used) ? used : new ConversingBatch();
        open[index] = batch;
        return batch.Begin(role, protocol, conversations[WorkerOf(index)], rounds);
    }

    public ValueTask CompleteAsync(long index, BatchRunner batch, CancellationToken cancellationToken)
    {
        open.Remove(index, out ConversingBatch? done);
        PartyInstruments.Of(role).BatchEnded(protocol.Name, done!.Begun);
        BatchReport report = done.Report(alphabetSize);
        over.Push(done);
        return work.AddAsync(report, cancellationToken);
    }

    /// <summary>Where all that was granted has begun, more is granted only for what the coordinator has heard of.</summary>
    public ValueTask PulseAsync(CancellationToken cancellationToken) => More is not null && created == Count
        ? work.FlushAsync(cancellationToken)
        : work.PulseAsync(cancellationToken);
}
