namespace Coupling.Pooling;

/// <summary>A method that threw before it ever waited.</summary>
internal sealed class FaultedMethod<TResult> : SuspendedMethod<TResult>
{
    protected override void Return()
    {
    }

    protected override void RunOn() => throw new InvalidOperationException("A method that has ended does not run on.");
}
