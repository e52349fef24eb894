namespace Coupling.Speculation;

/// <summary>A scheme's name means nothing. The message can be shown to the user as it is.</summary>
public sealed class UnknownSchemeException : Exception
{
    public UnknownSchemeException(string message)
        : base(message)
    {
    }

    public UnknownSchemeException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public UnknownSchemeException()
    {
    }
}
