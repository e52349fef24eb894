using Coupling.Coordination.Runs;
using Grpc.Core;

namespace Coupling.Coordination.Services;

/// <summary>The runs of this coordinator, by name: those under way, and those that ended last.</summary>
internal sealed class RunList
{
    private const int MostUnderWay = 64;

    /// <summary>Runs that are over stay for whoever comes back for their result; the oldest go first.</summary>
    private const int MostOver = 256;

    private readonly Lock gate = new();
    private readonly Dictionary<string, RunHandle> runs = [];
    private readonly List<string> order = [];
    private bool stopping;

    /// <summary>Takes a run and begins it. One of the same name that ended before its end may be begun again.</summary>
    /// <exception cref="RpcException">The name is taken, there are too many runs, or the coordinator ends.</exception>
    public void Begin(RunHandle run, Func<Task> conduct)
    {
        string name = run.Request.RunId;
        lock (gate)
        {
            if (stopping)
            {
                throw new RpcException(new Status(StatusCode.Unavailable, "This coordinator is ending."));
            }

            if (runs.TryGetValue(name, out RunHandle? earlier) && !(earlier.IsOver && earlier.IsUnfinished))
            {
                throw new RpcException(new Status(StatusCode.AlreadyExists, $"run name: {name} is taken"));
            }

            if (runs.Values.Count(other => !other.IsOver) >= MostUnderWay)
            {
                throw new RpcException(new Status(StatusCode.ResourceExhausted, $"runs: {MostUnderWay} are under way (allowed: at most {MostUnderWay})"));
            }

            order.Remove(name);
            order.Add(name);
            runs[name] = run;
            ForgetOldest();
            run.Begin(conduct);
        }
    }

    public RunHandle Find(string name)
    {
        lock (gate)
        {
            return runs.TryGetValue(name, out RunHandle? run)
                ? run
                : throw new RpcException(new Status(StatusCode.NotFound, $"run name: '{name}' is unknown here"));
        }
    }

    /// <summary>Takes no more runs, and ends those under way in order.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        RunHandle[] underWay;
        lock (gate)
        {
            stopping = true;
            underWay = [.. runs.Values.Where(run => !run.IsOver)];
        }

        foreach (RunHandle run in underWay)
        {
            run.Cancel();
        }

        await Task.WhenAny(Task.WhenAll(underWay.Select(run => run.Ended)), Task.Delay(patience)).ConfigureAwait(false);
    }

    private void ForgetOldest()
    {
        int over = runs.Values.Count(run => run.IsOver);
        foreach (string name in order.Where(name => runs[name].IsOver).Take(Math.Max(0, over - MostOver)).ToArray())
        {
            order.Remove(name);
            runs.Remove(name);
        }
    }
}
