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

    private readonly ConcurrentDictionary<string, IPreparedRun> runs = new();
    private readonly ConcurrentDictionary<string, LeaseAccount> accounts = new();

    public ByteString Add(IPreparedRun run)
    {
        if (runs.Count >= MaximumRuns)
        {
            throw new RpcException(new Status(StatusCode.ResourceExhausted, $"This party serves {MaximumRuns} runs already."));
        }

        ByteString hash = PlanHash.Of(run.Plan);
        runs[PlanHash.Text(hash)] = run;
        return hash;
    }

    public IPreparedRun Find(ByteString hash) => runs.TryGetValue(PlanHash.Text(hash), out IPreparedRun? run)
        ? run
        : throw new RpcException(new Status(
            StatusCode.FailedPrecondition,
            $"plan_hash: {PlanHash.Text(hash)} (known here: {string.Join(", ", runs.Keys.DefaultIfEmpty("none"))})"));

    /// <summary>One whose parties hold distributions.</summary>
    public PartyRun FindPair(ByteString hash) => Find(hash) as PartyRun
        ?? throw new RpcException(new Status(StatusCode.FailedPrecondition, $"plan_hash: {PlanHash.Text(hash)} is of texts (allowed: of distributions)"));

    public void Open(ByteString hash, LeaseAccount account) => accounts[PlanHash.Text(hash)] = account;

    public LeaseAccount? Account(ByteString hash) => accounts.GetValueOrDefault(PlanHash.Text(hash));

    public void Remove(ByteString hash)
    {
        runs.TryRemove(PlanHash.Text(hash), out _);
        accounts.TryRemove(PlanHash.Text(hash), out _);
    }
}
