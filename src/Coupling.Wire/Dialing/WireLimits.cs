namespace Coupling.Wire.Dialing;

/// <summary>Limits that both ends of a wire keep.</summary>
public static class WireLimits
{
    /// <summary>The largest gRPC message either side accepts.</summary>
    public const int MaximumMessageBytes = 1 << 20;

    /// <summary>The HTTP/2 flow-control window of a stream: what a peer may send that nobody has read.</summary>
    public const int StreamWindowBytes = 1 << 20;

    /// <summary>How long connecting may take.</summary>
    public static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(5);

    /// <summary>How long an orderly close may take before it is given up and the connection cut.</summary>
    public static readonly TimeSpan CloseTime = TimeSpan.FromSeconds(5);
}
