using System.Collections.Concurrent;
using Coupling.Coordination.Runs;
using Grpc.Core;

namespace Coupling.Coordination.Services;

/// <summary>The runs of this coordinator, by name.</summary>
internal sealed class RunList
{
    private const int MostRuns = 1024;

    private readonly ConcurrentDictionary<string, RunHandle> runs = new();

    public void Add(RunHandle run)
    {
        if (runs.Count >= MostRuns)
        {
            throw new RpcException(new Status(StatusCode.ResourceExhausted, $"This coordinator has {MostRuns} runs already."));
        }

        if (!runs.TryAdd(run.Request.RunId, run))
        {
            throw new RpcException(new Status(StatusCode.AlreadyExists, $"run name: {run.Request.RunId} is taken"));
        }
    }

    public RunHandle Find(string name) => runs.TryGetValue(name, out RunHandle? run)
        ? run
        : throw new RpcException(new Status(StatusCode.NotFound, $"run name: '{name}' is unknown here"));
}
