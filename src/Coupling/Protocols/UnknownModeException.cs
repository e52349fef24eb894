namespace Coupling.Protocols;

/// <summary>A mode's name means nothing. The message can be shown to the user as it is.</summary>
public sealed class UnknownModeException : Exception
{
    public UnknownModeException(string message)
        : base(message)
    {
    }

    public UnknownModeException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public UnknownModeException()
    {
    }
}
