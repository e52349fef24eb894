using Coupling.Coordination.Parties;
using Coupling.Coordination.Runs;
using Coupling.Distributions;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Workloads;

/// <summary>Reads both parties' workloads.</summary>
internal static class DisclosedPair
{
    /// <exception cref="RunFaultException">A party cannot be reached, or its rows are not what it said.</exception>
    public static async Task<Pair> ReadAsync(PartyClient alice, PartyClient bob, RunPlan plan, RunLog log, CancellationToken cancellationToken)
    {
        Disclosure a = await alice.DiscloseShapeAsync(plan.Hash, cancellationToken).ConfigureAwait(false);
        Disclosure b = await bob.DiscloseShapeAsync(plan.Hash, cancellationToken).ConfigureAwait(false);
        if (RowLayout.Of(plan.Public) is not { } layout)
        {
            return new Pair(
                a with { Row = await FirstAsync(alice, plan, cancellationToken).ConfigureAwait(false) },
                b with { Row = await FirstAsync(bob, plan, cancellationToken).ConfigureAwait(false) });
        }

        log.Add(new Progress { Note = $"workload: {layout.Rows} rows of {plan.Public.AlphabetSize} items, {layout.RoundsPerRow} rounds each" });
        return new Pair(a, b)
        {
            Workload = await DisclosedWorkload.ReadAsync((alice, a), (bob, b), plan, layout, cancellationToken).ConfigureAwait(false),
        };
    }

    private static async Task<Row> FirstAsync(PartyClient party, RunPlan plan, CancellationToken cancellationToken)
    {
        await foreach (Row row in party.DiscloseRowsAsync(plan.Hash, (int)plan.Public.AlphabetSize, rows: 1, cancellationToken).ConfigureAwait(false))
        {
            return row;
        }

        throw new RunFaultException(RunFault.Unavailable, $"{party.Name} disclosed no row (allowed: 1)");
    }
}
