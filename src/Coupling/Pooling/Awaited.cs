using System.Runtime.ExceptionServices;
using System.Threading.Tasks.Sources;

namespace Coupling.Pooling;

/// <summary>
/// What one method awaits, once, and then something else: the part of a value task source that lockstep needs. Whoever completes it runs
/// the one that awaits, at once and in the same call; contexts are neither kept nor asked for.
/// </summary>
/// <remarks>
/// It is used by one thread at a time, as everything in a batch is, and spares the fences of .NET's
/// <see cref="ManualResetValueTaskSourceCore{TResult}"/>, which thousands of units would pay for every turn.
/// </remarks>
/// <typeparam name="TResult">What is awaited.</typeparam>
internal struct Awaited<TResult>
{
    private Action<object?>? continuation;
    private object? state;
    private ExceptionDispatchInfo? fault;
    private TResult? result;
    private bool isOver;

    /// <summary>The token of what is awaited now.</summary>
    public short Version { get; private set; }

    /// <summary>The next thing is awaited; tokens of the last one are void.</summary>
    public void Reset()
    {
        Version++;
        continuation = null;
        state = null;
        fault = null;
        result = default;
        isOver = false;
    }

    public void SetResult(TResult result)
    {
        this.result = result;
        Complete();
    }

    public void SetException(Exception exception)
    {
        fault = ExceptionDispatchInfo.Capture(exception);
        Complete();
    }

    public readonly ValueTaskSourceStatus GetStatus(short token)
    {
        Check(token);
        return !isOver ? ValueTaskSourceStatus.Pending
            : fault is null ? ValueTaskSourceStatus.Succeeded
            : fault.SourceException is OperationCanceledException ? ValueTaskSourceStatus.Canceled
            : ValueTaskSourceStatus.Faulted;
    }

    /// <exception cref="InvalidOperationException">It is not there yet, or the token is void.</exception>
    public readonly TResult GetResult(short token)
    {
        Check(token);
        if (!isOver)
        {
            throw new InvalidOperationException("A result was taken before it was there.");
        }

        fault?.Throw();
        return result!;
    }

    /// <exception cref="InvalidOperationException">It is awaited already, or the token is void.</exception>
    public void OnCompleted(Action<object?> continuation, object? state, short token)
    {
        Check(token);
        if (isOver || this.continuation is not null)
        {
            throw new InvalidOperationException("The same thing is awaited twice, or by two threads.");
        }

        this.continuation = continuation;
        this.state = state;
    }

    private void Complete()
    {
        if (isOver)
        {
            throw new InvalidOperationException("What is awaited was completed twice.");
        }

        isOver = true;
        continuation?.Invoke(state);
    }

    private readonly void Check(short token)
    {
        if (token != Version)
        {
            throw new InvalidOperationException("What is awaited was taken before.");
        }
    }
}
