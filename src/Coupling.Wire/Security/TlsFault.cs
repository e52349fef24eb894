using System.Security.Authentication;
using Grpc.Core;

namespace Coupling.Wire.Security;

/// <summary>
/// Tells a failed handshake from a peer that is not there. gRPC reports both as Unavailable or Internal, and only the second is
/// worth trying again.
/// </summary>
/// <remarks>
/// In TLS 1.3 a server that refuses its caller just closes, after the handshake, like one that dies: what it thought is in its own log.
/// So a <see cref="TlsIdentity"/> is checked as others will check it before it is used at all.
/// </remarks>
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
                default:
                    break;
            }
        }

        return null;
    }
}
