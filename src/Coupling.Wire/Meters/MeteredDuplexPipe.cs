using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace Coupling.Wire.Meters;

/// <summary>A connection's transport with a meter on both directions.</summary>
internal sealed class MeteredDuplexPipe : IDuplexPipe
{
    public MeteredDuplexPipe(ConnectionContext connection, ByteMeter meter)
    {
        Input = new MeteredPipeReader(connection.Transport.Input, meter, connection.ConnectionClosed);
        Output = new MeteredPipeWriter(connection.Transport.Output, meter, Input);
    }

    public MeteredPipeReader Input { get; }

    public MeteredPipeWriter Output { get; }

    PipeReader IDuplexPipe.Input => Input;

    PipeWriter IDuplexPipe.Output => Output;
}
