using Coupling.Coordination.Ledgers;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Tests.Ledgers;

/// <summary>Readings for tests.</summary>
internal static class Readings
{
    /// <summary>All witnesses agree: so much passed in each direction.</summary>
    public static MeterReading Agreed(int bitsForth, int bitsBack, int messagesForth, int messagesBack, int bytesForth, int bytesBack) => new(
        Meters(bitsForth, bitsBack, messagesForth, messagesBack, bytesForth, bytesBack),
        Meters(bitsBack, bitsForth, messagesBack, messagesForth, bytesBack, bytesForth),
        new LegReading(bytesForth, bytesBack),
        new LegReading(bytesBack, bytesForth));

    /// <summary>The same, and the connection is over, as each side says.</summary>
    public static MeterReading Ended(MeterReading reading, bool alice = true, bool bob = true)
    {
        MeterReading ended = reading with { Alice = reading.Alice.Clone(), Bob = reading.Bob.Clone() };
        (ended.Alice.EndedInOrder, ended.Bob.EndedInOrder) = (alice, bob);
        return ended;
    }

    private static WireMeters Meters(int bitsSent, int bitsReceived, int messagesSent, int messagesReceived, int bytesSent, int bytesReceived) => new()
    {
        PayloadBitsSent = (ulong)bitsSent,
        PayloadBitsReceived = (ulong)bitsReceived,
        MessageBytesSent = (ulong)messagesSent,
        MessageBytesReceived = (ulong)messagesReceived,
        SocketBytesSent = (ulong)bytesSent,
        SocketBytesReceived = (ulong)bytesReceived,
    };
}
