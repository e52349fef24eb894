namespace Coupling.Wire.Meters;

/// <summary>What the kernel counted on one socket: payload bytes of TCP segments.</summary>
/// <param name="Sent">Bytes sent, retransmissions taken off (loopback does retransmit).</param>
/// <param name="Received">Bytes received. The peer's FIN counts as one more byte, so read it before the close.</param>
public readonly record struct KernelCounts(long Sent, long Received);
