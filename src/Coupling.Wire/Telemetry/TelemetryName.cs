using Coupling.Wire.Security;

namespace Coupling.Wire.Telemetry;

/// <summary>What spans and measurements are called by who makes them.</summary>
public static class TelemetryName
{
    /// <summary>
    /// A role's source of spans and its meter: Coupling.Coordinator and so on. Each service exports its own role's only, so that three
    /// services in one process do not export each other's.
    /// </summary>
    public static string OfScope(PeerRole role) => $"Coupling.{role}";

    /// <summary>service.name where the environment names none: coupling-coordinator and so on.</summary>
    public static string OfService(PeerRole role) => $"coupling-{RoleName.Text(role)}";
}
