using System.Security.Authentication;
using Grpc.Core;

namespace Coupling.Wire.Security;

/// <summary>
/// Tells a failed handshake from a peer that is not there. gRPC reports both as Unavailable or Internal, and only the second is
/// worth trying again.
/// </summary>
public static class TlsFault
{
    /// <summary>What was wrong with whose certificate; null if the fault is another.</summary>
    public static string? Of(RpcException fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        for (Exception? inner = fault.Status.DebugException; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case PeerRefusedException refused:
                    return refused.Message;
                case AuthenticationException failed:
                    return $"the TLS handshake failed: {(failed.InnerException ?? failed).Message}";
                // In TLS 1.3 the verdict on our own certificate comes after the handshake, as an alert to the first read.
                case { Message: { } message } when message.Contains("alert", StringComparison.OrdinalIgnoreCase):
                    return $"it refused this side's certificate: {message}";
                default:
                    break;
            }
        }

        return null;
    }
}
