using System.Threading.Tasks.Sources;

namespace Coupling.Pooling;

/// <summary>An async method that waits, as its caller sees it.</summary>
internal abstract class SuspendedMethod<TResult> : Spare, IValueTaskSource<TResult>, IValueTaskSource
{
    private Awaited<TResult> outcome;

    protected SuspendedMethod() => Resume = RunOn;

    /// <summary>Runs the method on, to its end or until it waits again.</summary>
    public Action Resume { get; }

    public short Version => outcome.Version;

    public void SetResult(TResult result) => outcome.SetResult(result);

    public void SetException(Exception exception) => outcome.SetException(exception);

    public ValueTaskSourceStatus GetStatus(short token) => outcome.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        outcome.OnCompleted(continuation, state, token);

    /// <summary>One that has failed is not used again, nor one that is asked too early or twice.</summary>
    public TResult GetResult(short token)
    {
        TResult result = outcome.GetResult(token);
        outcome.Reset();
        Return();
        return result;
    }

    void IValueTaskSource.GetResult(short token) => GetResult(token);

    /// <summary>The method has ended and its result is taken.</summary>
    protected abstract void Return();

    protected abstract void RunOn();
}
