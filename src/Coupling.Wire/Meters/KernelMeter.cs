using System.Buffers.Binary;
using System.Net.Sockets;

namespace Coupling.Wire.Meters;

/// <summary>Reads the kernel's own byte counts of a TCP socket (TCP_INFO): a witness that is no code of ours.</summary>
public static class KernelMeter
{
    private const int TcpLevel = 6;
    private const int TcpInfo = 11;

    // Offsets in struct tcp_info; the kernel only ever appends to it. The sent counts came with Linux 4.19.
    private const int BytesReceived = 128;
    private const int BytesSent = 200;
    private const int BytesRetransmitted = 208;
    private const int Needed = BytesRetransmitted + sizeof(ulong);

    /// <summary>
    /// Null where the system is not Linux, its kernel too old, or the socket closed. Read it at a barrier, before
    /// either side closes.
    /// </summary>
    public static KernelCounts? Read(Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        Span<byte> info = stackalloc byte[Needed];
        try
        {
            if (socket.GetRawSocketOption(TcpLevel, TcpInfo, info) < Needed)
            {
                return null;
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return null;
        }

        return new KernelCounts(At(info, BytesSent) - At(info, BytesRetransmitted), At(info, BytesReceived));
    }

    private static long At(ReadOnlySpan<byte> info, int offset) =>
        BitConverter.IsLittleEndian
            ? BinaryPrimitives.ReadInt64LittleEndian(info[offset..])
            : BinaryPrimitives.ReadInt64BigEndian(info[offset..]);
}
