using System.Runtime.CompilerServices;

namespace Coupling.Pooling;

/// <summary>Holds the state of an async method while it waits, and that of another one later.</summary>
/// <typeparam name="TStateMachine">The compiler's, one type for each method.</typeparam>
/// <typeparam name="TResult">What the method gives.</typeparam>
internal sealed class SuspendedMethod<TStateMachine, TResult> : SuspendedMethod<TResult>, ISpare<SuspendedMethod<TStateMachine, TResult>>
    where TStateMachine : IAsyncStateMachine
{
    // Public: it is written and run in place.
    public TStateMachine? StateMachine;

    public SuspendedMethod<TStateMachine, TResult>? Next { get; set; }

    public static SuspendedMethod<TStateMachine, TResult> Rent() =>
        Spares<SuspendedMethod<TStateMachine, TResult>>.Take() ?? new SuspendedMethod<TStateMachine, TResult>();

    protected override void RunOn() => StateMachine!.MoveNext();

    protected override void Return()
    {
        StateMachine = default;
        Spares<SuspendedMethod<TStateMachine, TResult>>.Add(this);
    }
}
