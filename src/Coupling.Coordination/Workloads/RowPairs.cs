using System.Runtime.CompilerServices;
using Coupling.Coordination.Parties;
using Coupling.Coordination.Runs;
using Coupling.Distributions;

namespace Coupling.Coordination.Workloads;

/// <summary>Both parties' rows side by side, one pair at a time.</summary>
internal static class RowPairs
{
    /// <summary>The pairs of the first rows. A workload that is read to its end must have the digest that its party stated.</summary>
    /// <exception cref="RunFaultException">A party cannot be reached, or its rows are not what it said.</exception>
    public static async IAsyncEnumerable<(int Number, Row P, Row Q)> ReadAsync(
        (PartyClient Client, Disclosure Shape) alice,
        (PartyClient Client, Disclosure Shape) bob,
        RunPlan plan,
        int rows,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerator<Row> ps = Of(alice, plan, rows, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (ps.ConfigureAwait(false))
        {
            IAsyncEnumerator<Row> qs = Of(bob, plan, rows, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (qs.ConfigureAwait(false))
            {
                for (int number = 0; number < rows; number++)
                {
                    // Each of them has so many rows, or throws.
                    _ = await ps.MoveNextAsync().ConfigureAwait(false) && await qs.MoveNextAsync().ConfigureAwait(false);
                    yield return (number, ps.Current, qs.Current);
                }

                _ = await ps.MoveNextAsync().ConfigureAwait(false) || await qs.MoveNextAsync().ConfigureAwait(false);
            }
        }
    }

    private static async IAsyncEnumerable<Row> Of(
        (PartyClient Client, Disclosure Shape) party, RunPlan plan, int rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int own = Math.Min(rows, party.Shape.Rows);
        using var digest = new WorkloadDigest();
        Row? last = null;
        await foreach (Row row in party.Client.DiscloseRowsAsync(plan.Hash, (int)plan.Public.AlphabetSize, own, cancellationToken).ConfigureAwait(false))
        {
            digest.Add(row);
            last = row;
            if (party.Shape.Rows > 1)
            {
                yield return row;
            }
        }

        if (own == party.Shape.Rows && digest.Finish() is var found && found != party.Shape.Digest)
        {
            throw new RunFaultException(
                RunFault.BadData, $"{party.Client.Name}: {party.Shape.Spec}: its rows have the digest {found}, it says {party.Shape.Digest}");
        }

        // A single row stands for all of them.
        for (int number = 0; party.Shape.Rows == 1 && number < rows; number++)
        {
            yield return last!;
        }
    }
}
