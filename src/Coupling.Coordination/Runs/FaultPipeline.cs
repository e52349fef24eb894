using Coupling.Coordination.Parties;
using Polly;
using Polly.Retry;

namespace Coupling.Coordination.Runs;

/// <summary>The only place that tries again: nothing below it does.</summary>
internal static class FaultPipeline
{
    private const int MostAttempts = 4;

    /// <summary>Somebody who restarts services has patience of his own; his bound ends a run that gets nowhere.</summary>
    private const int MostSupervisedAttempts = 24;

    public static ResiliencePipeline Create(bool supervised) => new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder()
                .Handle<LeaseFaultException>()
                .Handle<RunFaultException>(fault => supervised && fault.Fault == RunFault.Unavailable),
            MaxRetryAttempts = (supervised ? MostSupervisedAttempts : MostAttempts) - 1,
            Delay = TimeSpan.FromMilliseconds(200),
            MaxDelay = TimeSpan.FromSeconds(2),
            BackoffType = DelayBackoffType.Exponential,
        })
        .Build();
}
