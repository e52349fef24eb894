using System.IO.Pipelines;

namespace Coupling.Wire.Meters;

/// <summary>A connection's transport with a meter on both directions.</summary>
internal sealed class MeteredDuplexPipe(IDuplexPipe inner, ByteMeter meter) : IDuplexPipe
{
    public MeteredPipeReader Input { get; } = new(inner.Input, meter);

    public PipeWriter Output { get; } = new MeteredPipeWriter(inner.Output, meter);

    PipeReader IDuplexPipe.Input => Input;
}
