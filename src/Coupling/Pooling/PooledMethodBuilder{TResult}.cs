using System.Runtime.CompilerServices;

namespace Coupling.Pooling;

/// <summary>
/// Builds async methods whose state, while they wait, lies in an object that was used before. In a batch thousands of units wait
/// at once, each in a few such methods; .NET's own pooling builder keeps one object per method and core, and makes the others anew.
/// </summary>
/// <remarks>
/// <para>Put it on methods that wait for a wire: <c>[AsyncMethodBuilder(typeof(PooledMethodBuilder&lt;&gt;))]</c>.</para>
/// <para>It is for the code of a batch, which runs on one thread at a time and waits for nothing but its wire: a method that another
/// thread may complete needs .NET's builders. What such a method returns is awaited once, at once. It resumes inside the call that
/// completes what it awaits, without the execution context (async locals) of its caller.</para>
/// </remarks>
/// <typeparam name="TResult">What the method gives.</typeparam>
public struct PooledMethodBuilder<TResult>
{
    private SuspendedMethod<TResult>? suspended;
    private TResult result;

    /// <summary>What the method returns.</summary>
    public readonly ValueTask<TResult> Task => suspended is null
        ? new ValueTask<TResult>(result)
        : new ValueTask<TResult>(suspended, suspended.Version);

    internal readonly ValueTask NothingTask => suspended is null ? default : new ValueTask(suspended, suspended.Version);

#pragma warning disable CA1000, CA1822 // The compiler asks for them as they are.
    public static PooledMethodBuilder<TResult> Create() => default;

    public readonly void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine => stateMachine.MoveNext();

    public readonly void SetStateMachine(IAsyncStateMachine stateMachine) => ArgumentNullException.ThrowIfNull(stateMachine);
#pragma warning restore CA1000, CA1822

    public void SetResult(TResult result)
    {
        if (suspended is null)
        {
            this.result = result;
        }
        else
        {
            suspended.SetResult(result);
        }
    }

    public void SetException(Exception exception)
    {
        suspended ??= new FaultedMethod<TResult>();
        suspended.SetException(exception);
    }

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => awaiter.OnCompleted(Suspend(ref stateMachine));

    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine => awaiter.UnsafeOnCompleted(Suspend(ref stateMachine));

    internal readonly void SetNothing() => suspended?.SetResult(default!);

    private Action Suspend<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine
    {
        if (suspended is null)
        {
            SuspendedMethod<TStateMachine, TResult>.Take(out suspended, ref stateMachine);
        }

        return suspended.Resume;
    }
}
