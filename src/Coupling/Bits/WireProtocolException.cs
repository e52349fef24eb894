namespace Coupling.Bits;

/// <summary>What came over the wire is not what the protocol allows at this point. The attempt ends; it is never repaired.</summary>
public sealed class WireProtocolException : Exception
{
    public WireProtocolException(string message)
        : base(message)
    {
    }

    public WireProtocolException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public WireProtocolException()
    {
    }
}
