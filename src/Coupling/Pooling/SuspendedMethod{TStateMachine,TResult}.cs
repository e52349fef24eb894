using System.Runtime.CompilerServices;

namespace Coupling.Pooling;

/// <summary>Holds the state of an async method while it waits, and that of another call of it later.</summary>
/// <typeparam name="TStateMachine">The compiler's, one type for each method.</typeparam>
/// <typeparam name="TResult">What the method gives.</typeparam>
internal sealed class SuspendedMethod<TStateMachine, TResult> : SuspendedMethod<TResult>
    where TStateMachine : IAsyncStateMachine
{
    private static readonly FullStacks Others = new();

    // Here and not in a generic class of stacks: the field of a type that is made of structs alone is found at once.
    [ThreadStatic]
    private static OwnSpares? own;

    private TStateMachine? stateMachine;

    /// <summary>One that is not in use.</summary>
    /// <param name="suspended">Where the method's builder keeps it, before the method is copied: the builder is a part of it.</param>
    /// <param name="stateMachine">The method, as it is now.</param>
    public static void Take(out SuspendedMethod<TResult> suspended, ref TStateMachine stateMachine)
    {
        var taken = (SuspendedMethod<TStateMachine, TResult>)((own ??= new OwnSpares(Others)).Take() ?? new SuspendedMethod<TStateMachine, TResult>());
        suspended = taken;
        taken.stateMachine = stateMachine;
    }

    protected override void RunOn() => stateMachine!.MoveNext();

    protected override void Return()
    {
        stateMachine = default;
        (own ??= new OwnSpares(Others)).Add(this);
    }
}
