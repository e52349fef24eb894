using System.Globalization;
using Coupling.Coordination.Parties;
using Coupling.Protocols;
using Coupling.Wire.Plans;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Workloads;

/// <summary>How many rows two workloads have together.</summary>
/// <param name="Rows">T: as many as both have, or one of them, where the other has a single row.</param>
/// <param name="RoundsPerRow">K.</param>
internal sealed record AgreedRows(int Rows, ulong RoundsPerRow)
{
    /// <summary>T·K.</summary>
    public ulong Rounds => (ulong)Rows * RoundsPerRow;

    /// <exception cref="RunFaultException">The workloads do not go together, or have too many rounds.</exception>
    public static async Task<AgreedRows> ReachAsync(PartyClient alice, PartyClient bob, ulong roundsPerRow, CancellationToken cancellationToken)
    {
        PartyDescription[] both = await Task.WhenAll(
            alice.DescribeAsync(cancellationToken), bob.DescribeAsync(cancellationToken)).ConfigureAwait(false);
        (uint p, uint q) = (both[0].Rows, both[1].Rows);
        uint rows = Math.Max(p, q);
        if (Math.Min(p, q) is not 1 && p != q)
        {
            throw new RunFaultException(RunFault.BadData, $"rows: P has {p}, Q has {q} (allowed: the same number, or one of them 1)");
        }

        if (rows is < 1 or > PlanRows.MaximumRows)
        {
            throw new RunFaultException(RunFault.Unavailable, $"rows: {rows} (allowed: 1 to {PlanRows.MaximumRows})");
        }

        return roundsPerRow <= PlanLimits.MaximumRounds / rows
            ? new AgreedRows((int)rows, roundsPerRow)
            : throw Usage("rounds-per-row", roundsPerRow, $"1 to {PlanLimits.MaximumRounds / rows}, since there are {rows} rows");
    }

    /// <param name="protocols">The modes of the run.</param>
    /// <param name="rounds">How many rounds are asked for; 0 for all.</param>
    /// <exception cref="RunFaultException">The rows have not so many, or a mode cannot do with rows.</exception>
    public void Require(IReadOnlyList<Protocol> protocols, ulong rounds)
    {
        if (rounds > Rounds)
        {
            throw Usage("rounds", rounds, $"1 to {Rounds}: {Rows} rows of {RoundsPerRow} rounds");
        }

        if (Rows > 1 && protocols.FirstOrDefault(protocol => protocol.NeedsOnePair) is { } needy)
        {
            throw new RunFaultException(
                RunFault.Usage, $"{needy.Name}: P is shipped once, and this workload has {Rows} rows (allowed: one row, or modes that need no pair that stays)");
        }
    }

    private static RunFaultException Usage(string field, ulong value, string allowed) =>
        new(RunFault.Usage, string.Create(CultureInfo.InvariantCulture, $"{field}: {value} (allowed: {allowed})"));
}
