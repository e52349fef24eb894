using System.Collections.Concurrent;
using Coupling.Party.Leases;
using Coupling.Wire.Plans;
using Google.Protobuf;
using Grpc.Core;

namespace Coupling.Party.Plans;

/// <summary>The runs that a party serves at the moment, and the account of each one's last lease.</summary>
internal sealed class RunTable
{
    /// <summary>More at once are refused: memory is bounded.</summary>
    public const int MaximumRuns = 64;

    private readonly ConcurrentDictionary<string, PartyRun> runs = new();
    private readonly ConcurrentDictionary<string, LeaseAccount> accounts = new();

    public ByteString Add(PartyRun run)
    {
        if (runs.Count >= MaximumRuns)
        {
            throw new RpcException(new Status(StatusCode.ResourceExhausted, $"This party serves {MaximumRuns} runs already."));
        }

        ByteString hash = PlanHash.Of(run.Plan);
        runs[PlanHash.Text(hash)] = run;
        return hash;
    }

    public PartyRun Find(ByteString hash) => runs.TryGetValue(PlanHash.Text(hash), out PartyRun? run)
        ? run
        : throw new RpcException(new Status(
            StatusCode.FailedPrecondition,
            $"plan_hash: {PlanHash.Text(hash)} (known here: {string.Join(", ", runs.Keys.DefaultIfEmpty("none"))})"));

    public void Open(ByteString hash, LeaseAccount account) => accounts[PlanHash.Text(hash)] = account;

    public LeaseAccount? Account(ByteString hash) => accounts.GetValueOrDefault(PlanHash.Text(hash));

    public void Remove(ByteString hash)
    {
        runs.TryRemove(PlanHash.Text(hash), out _);
        accounts.TryRemove(PlanHash.Text(hash), out _);
    }
}
