using System.Net.Sockets;
using Coupling.Wire.Meters;

namespace Coupling.Wire.Tests.Meters;

/// <summary>A planted bug: a metered stream that can forget the write overload which HTTP/2 happens to use.</summary>
internal sealed class ForgetfulStream(Socket socket, ByteMeter meter, bool forgets) : NetworkStream(socket, true)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int taken = await base.ReadAsync(buffer, cancellationToken);
        meter.AddReceived(taken);
        return taken;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!forgets)
        {
            meter.AddSent(buffer.Length);
        }

        return base.WriteAsync(buffer, cancellationToken);
    }
}
