namespace Coupling.Lockstep;

/// <summary>
/// While it lasts, the thread has no synchronization context. Under one (a test runner's, a user interface's) .NET does not
/// resume an awaiting method inside the call that completed what it awaits, and a unit would run on another thread.
/// </summary>
internal readonly ref struct NoSynchronizationContext
{
    private readonly SynchronizationContext? before;

    private NoSynchronizationContext(SynchronizationContext? before) => this.before = before;

    public static NoSynchronizationContext Enter()
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        return new NoSynchronizationContext(before);
    }

    public void Dispose() => SynchronizationContext.SetSynchronizationContext(before);
}
