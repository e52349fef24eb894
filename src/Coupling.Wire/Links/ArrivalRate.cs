using System.Diagnostics;
using Coupling.Wire.Meters;
using Coupling.Wire.V1;

namespace Coupling.Wire.Links;

/// <summary>How fast socket bytes come, from the first time it is told of some to the last.</summary>
/// <remarks>The way to the first ones is not part of it: neither the delay nor what was under way before.</remarks>
public sealed class ArrivalRate(ByteMeter meter)
{
    private (long Bytes, long Time)? first;
    private (long Bytes, long Time) last;

    /// <summary>Something has come now.</summary>
    public void Note()
    {
        last = (meter.Received, Stopwatch.GetTimestamp());
        first ??= last;
    }

    /// <summary>Zero bytes in zero seconds if nothing came twice.</summary>
    public ProbeRate Read() => first is not { } begin
        ? new ProbeRate()
        : new ProbeRate { SocketBytes = (ulong)(last.Bytes - begin.Bytes), Seconds = Stopwatch.GetElapsedTime(begin.Time, last.Time).TotalSeconds };
}
