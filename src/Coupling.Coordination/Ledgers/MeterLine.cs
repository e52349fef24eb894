namespace Coupling.Coordination.Ledgers;

/// <summary>One meter in one direction, with the counts of all its witnesses in the order in which the bytes pass them.</summary>
internal sealed record MeterLine(string Meter, bool AliceToBob, IReadOnlyList<(string Witness, long Count)> Counts)
{
    public string Direction => AliceToBob ? "alice_to_bob" : "bob_to_alice";

    /// <summary>Whether the kernel is among the witnesses.</summary>
    public bool IsOfKernel => Meter.Contains("kernel", StringComparison.Ordinal);

    public bool Agrees => Counts.All(entry => entry.Count == Counts[0].Count);

    /// <summary>On a broken connection: nobody can have received more than was sent.</summary>
    public bool NeverGrows => Counts.Zip(Counts.Skip(1)).All(pair => pair.First.Count >= pair.Second.Count);

    public override string ToString() =>
        $"{Meter} {Direction}: {string.Join(", ", Counts.Select(entry => $"{entry.Witness} {entry.Count}"))}";
}
