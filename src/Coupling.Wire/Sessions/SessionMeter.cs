namespace Coupling.Wire.Sessions;

/// <summary>
/// Two of the four meters of one party's session: payload bits (the frames' own lengths) and message bytes (each protobuf
/// message as serialised, and the 5 bytes that gRPC puts before it). Safe from any thread.
/// </summary>
public sealed class SessionMeter
{
    /// <summary>gRPC's prefix of a message: a flag and a length.</summary>
    public const int MessagePrefixBytes = 5;

    private long payloadBitsSent;
    private long payloadBitsReceived;
    private long messageBytesSent;
    private long messageBytesReceived;

    public long PayloadBitsSent => Interlocked.Read(ref payloadBitsSent);

    public long PayloadBitsReceived => Interlocked.Read(ref payloadBitsReceived);

    public long MessageBytesSent => Interlocked.Read(ref messageBytesSent);

    public long MessageBytesReceived => Interlocked.Read(ref messageBytesReceived);

    public void CountSent(int messageSize, long payloadBits)
    {
        Interlocked.Add(ref messageBytesSent, messageSize + MessagePrefixBytes);
        Interlocked.Add(ref payloadBitsSent, payloadBits);
    }

    public void CountMessageReceived(int messageSize) =>
        Interlocked.Add(ref messageBytesReceived, messageSize + MessagePrefixBytes);

    public void CountPayloadReceived(long payloadBits) => Interlocked.Add(ref payloadBitsReceived, payloadBits);
}
