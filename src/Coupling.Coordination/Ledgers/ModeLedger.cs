using Coupling.Coordination.Store;
using Coupling.Coordination.Store.V1;

namespace Coupling.Coordination.Ledgers;

/// <summary>All traffic of one mode and what its witnesses say.</summary>
internal sealed class ModeLedger
{
    /// <summary>A run with more faults than this makes does not keep every comparison that agrees, nor every leg.</summary>
    private const int MostWitnesses = 4096;

    private readonly List<WitnessRecord> witnesses = [];
    private readonly List<LegRecord> legs = [];
    private Func<Directions>? countOpen;
    private Directions lastBarrier;
    private bool isConnected;

    public PhaseLedger PayloadBits { get; } = new();

    public PhaseLedger MessageBytes { get; } = new();

    public PhaseLedger SocketBytes { get; } = new();

    /// <summary>The kernel's counts up to the last barrier before the close; null where it keeps none.</summary>
    public KernelLegs? KernelLegs { get; private set; }

    public int Connections { get; private set; }

    public IReadOnlyList<WitnessRecord> Witnesses => witnesses;

    /// <summary>The ends of every leg, in the order of the attempts.</summary>
    public IReadOnlyList<LegRecord> Legs => legs;

    /// <summary>Whether all witnesses that could be compared agree.</summary>
    public bool Reconciled => witnesses.TrueForAll(witness => witness.Agrees);

    /// <param name="countSocketBytes">What the link has counted of the connection so far.</param>
    public void Connected(Func<Directions>? countSocketBytes = null)
    {
        Connections++;
        isConnected = true;
        countOpen = countSocketBytes;
        lastBarrier = default;
    }

    /// <summary>Books what passed in a phase that ended in a barrier, and compares its witnesses.</summary>
    /// <param name="attempt">From 1. A handshake or setup that an earlier one had completed is spent again because that one failed.</param>
    /// <param name="phase">The phase that ends.</param>
    /// <param name="before">The reading at the barrier before.</param>
    /// <param name="now">The reading at this barrier.</param>
    public void CloseOrderly(int attempt, LedgerPhase phase, MeterReading before, MeterReading now)
    {
        isConnected = phase != LedgerPhase.Teardown;
        lastBarrier = now.SocketBytes;
        bool again = phase is LedgerPhase.Handshake or LedgerPhase.Setup && witnesses.Exists(witness => witness.Phase == Name(phase));
        LedgerPhase account = again ? LedgerPhase.Retry : phase;
        PayloadBits.Book(account, now.PayloadBits - before.PayloadBits);
        MessageBytes.Book(account, now.MessageBytes - before.MessageBytes);
        SocketBytes.Book(account, now.SocketBytes - before.SocketBytes);
        if (phase == LedgerPhase.Rounds && now.KernelLegs is { } kernel)
        {
            KernelLegs = KernelLegs is { } earlier ? earlier + kernel : kernel;
        }

        foreach (MeterLine line in now.Lines())
        {
            Add(attempt, Name(phase), line, line.Agrees);
        }

        if (phase == LedgerPhase.Teardown)
        {
            AddOrderlyEnd(attempt, now);
        }
    }

    /// <summary>Books what is known of a connection that broke since its last barrier.</summary>
    /// <param name="attempt">From 1.</param>
    /// <param name="before">The reading at its last barrier.</param>
    /// <param name="now">The last reading; of a party that is gone, what the others counted stands.</param>
    /// <param name="committedBits">Payload of this attempt's rounds that both parties reported: it counts.</param>
    public void CloseBroken(int attempt, MeterReading before, MeterReading now, Directions committedBits)
    {
        isConnected = false;
        PayloadBits.Book(LedgerPhase.Rounds, committedBits);
        PayloadBits.Book(LedgerPhase.Retry, NotNegative(now.Most("payload_bits") - before.PayloadBits - committedBits));
        MessageBytes.Book(LedgerPhase.Indeterminate, NotNegative(now.Most("message_bytes") - before.MessageBytes));
        SocketBytes.Book(LedgerPhase.Indeterminate, NotNegative(now.Most("socket_bytes") - before.SocketBytes));

        // To the kernel the end of a stream is one more byte received, so that its counts are witnesses only while it is open.
        foreach (MeterLine line in now.Lines().Where(line => line.Counts[0].Count > 0 && !line.IsOfKernel))
        {
            Add(attempt, "broken", line, line.NeverGrows);
        }
    }

    /// <summary>Keeps a comparison. One that does not agree is kept in any case.</summary>
    public void Add(WitnessRecord witness)
    {
        if (!witness.Agrees || witnesses.Count < MostWitnesses)
        {
            witnesses.Add(witness);
        }
    }

    /// <summary>Keeps those that are not kept yet.</summary>
    public void AddLegs(IEnumerable<LegRecord> connected) =>
        legs.AddRange(connected.Where(leg => !legs.Contains(leg)).Take(Math.Max(0, MostWitnesses - legs.Count)).ToArray());

    public StoredLedger ToStored()
    {
        Directions open = isConnected && countOpen is not null ? NotNegative(countOpen() - lastBarrier) : default;
        var stored = new StoredLedger
        {
            KernelAliceToLink = KernelLegs?.AliceToLink.ToStored(),
            KernelLinkToBob = KernelLegs?.LinkToBob.ToStored(),
            Connections = Connections,
            Connected = isConnected,
            OpenSocketBytes = open.ToStored(),
        };
        stored.PayloadBits.AddRange(PayloadBits.ToStored());
        stored.MessageBytes.AddRange(MessageBytes.ToStored());
        stored.SocketBytes.AddRange(SocketBytes.ToStored());
        stored.Witnesses.AddRange(witnesses.Select(witness => witness.ToStored()));
        stored.Legs.AddRange(legs.Select(leg => leg.ToStored()));
        return stored;
    }

    /// <summary>
    /// Goes on where a stored ledger ends. A connection that was open then broke with its coordinator: the rounds that were
    /// committed count, and of the bytes nobody knows more than what the link had counted.
    /// </summary>
    /// <param name="stored">What <see cref="ToStored"/> made.</param>
    /// <param name="committedBits">Payload of all committed rounds.</param>
    public void Restore(StoredLedger stored, Directions committedBits)
    {
        PayloadBits.Restore(stored.PayloadBits);
        MessageBytes.Restore(stored.MessageBytes);
        SocketBytes.Restore(stored.SocketBytes);
        KernelLegs = stored.KernelAliceToLink is null
            ? null
            : new KernelLegs(stored.KernelAliceToLink.ToDirections(), stored.KernelLinkToBob.ToDirections());
        Connections = stored.Connections;
        witnesses.AddRange(stored.Witnesses.Select(StoredLedgers.ToRecord));
        legs.AddRange(stored.Legs.Select(StoredLedgers.ToRecord));
        if (stored.Connected)
        {
            PayloadBits.Book(LedgerPhase.Rounds, NotNegative(committedBits - PayloadBits[LedgerPhase.Rounds]));
            SocketBytes.Book(LedgerPhase.Indeterminate, stored.OpenSocketBytes.ToDirections());
        }
    }

    /// <summary>Equal counts say that nothing got lost; that the end itself was heard, each side must say.</summary>
    private void AddOrderlyEnd(int attempt, MeterReading now) => Add(new WitnessRecord(
        attempt, Name(LedgerPhase.Teardown), "connections that ended in order",
        new Dictionary<string, long> { ["alice"] = now.Alice.EndedInOrder ? 1 : 0, ["bob"] = now.Bob.EndedInOrder ? 1 : 0 },
        now.Alice.EndedInOrder && now.Bob.EndedInOrder));

    private void Add(int attempt, string phase, MeterLine line, bool agrees) => Add(new WitnessRecord(
        attempt, phase, $"{line.Meter} {line.Direction}",
        line.Counts.ToDictionary(entry => entry.Witness.Replace(' ', '_'), entry => entry.Count), agrees));

    private static Directions NotNegative(Directions amount) =>
        new(Math.Max(0, amount.AliceToBob), Math.Max(0, amount.BobToAlice));

    private static string Name(LedgerPhase phase) => phase.ToString().ToLowerInvariant();
}
