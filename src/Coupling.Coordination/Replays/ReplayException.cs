namespace Coupling.Coordination.Replays;

/// <summary>A replay that cannot be done: its message says what is missing or has changed.</summary>
public sealed class ReplayException : Exception
{
    public ReplayException(string message)
        : base(message)
    {
    }

    public ReplayException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public ReplayException()
    {
    }
}
