using System.Security.Authentication;

namespace Coupling.Wire.Security;

/// <summary>A peer's certificate failed a check. Trying again would not help.</summary>
#pragma warning disable CA1032 // It always says which check.
public sealed class PeerRefusedException(string message) : AuthenticationException(message);
#pragma warning restore CA1032
