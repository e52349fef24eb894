namespace Coupling.Coordination.Ledgers;

/// <summary>All traffic of one mode and what its witnesses say.</summary>
internal sealed class ModeLedger
{
    private readonly List<WitnessRecord> witnesses = [];

    public PhaseLedger PayloadBits { get; } = new();

    public PhaseLedger MessageBytes { get; } = new();

    public PhaseLedger SocketBytes { get; } = new();

    /// <summary>The kernel's counts up to the last barrier before the close; null where it keeps none.</summary>
    public KernelLegs? KernelLegs { get; private set; }

    public int Connections { get; private set; }

    public IReadOnlyList<WitnessRecord> Witnesses => witnesses;

    /// <summary>Whether all witnesses that could be compared agree.</summary>
    public bool Reconciled => witnesses.TrueForAll(witness => witness.Agrees);

    public void Connected() => Connections++;

    /// <summary>Books what passed in a phase that ended in a barrier, and compares its witnesses.</summary>
    /// <param name="attempt">From 1. The handshake and setup of a later one are spent because an earlier one failed.</param>
    /// <param name="phase">The phase that ends.</param>
    /// <param name="before">The reading at the barrier before.</param>
    /// <param name="now">The reading at this barrier.</param>
    public void CloseOrderly(int attempt, LedgerPhase phase, MeterReading before, MeterReading now)
    {
        bool opening = phase is LedgerPhase.Handshake or LedgerPhase.Setup;
        LedgerPhase account = opening && attempt > 1 ? LedgerPhase.Retry : phase;
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
    }

    /// <summary>Books what is known of a connection that broke since its last barrier.</summary>
    /// <param name="attempt">From 1.</param>
    /// <param name="before">The reading at its last barrier.</param>
    /// <param name="now">The last reading; of a party that is gone, what the others counted stands.</param>
    /// <param name="committedBits">Payload of this attempt's rounds that both parties reported: it counts.</param>
    public void CloseBroken(int attempt, MeterReading before, MeterReading now, Directions committedBits)
    {
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

    public void Add(WitnessRecord witness) => witnesses.Add(witness);

    private void Add(int attempt, string phase, MeterLine line, bool agrees) => witnesses.Add(new WitnessRecord(
        attempt, phase, $"{line.Meter} {line.Direction}",
        line.Counts.ToDictionary(entry => entry.Witness.Replace(' ', '_'), entry => entry.Count), agrees));

    private static Directions NotNegative(Directions amount) =>
        new(Math.Max(0, amount.AliceToBob), Math.Max(0, amount.BobToAlice));

    private static string Name(LedgerPhase phase) => phase.ToString().ToLowerInvariant();
}
