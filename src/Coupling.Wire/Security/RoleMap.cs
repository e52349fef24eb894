namespace Coupling.Wire.Security;

/// <summary>Which role may call the methods of which service.</summary>
public static class RoleMap
{
    private static readonly PeerRole[] Everybody = Enum.GetValues<PeerRole>();

    private static readonly Dictionary<string, PeerRole[]> OfServices = new()
    {
        ["/coupling.v1.Wire/"] = [PeerRole.Alice],
        ["/coupling.v1.Party/"] = [PeerRole.Coordinator],
        ["/coupling.v1.Roster/"] = [PeerRole.Alice, PeerRole.Bob],
        ["/coupling.v1.Runs/"] = [PeerRole.User],
        ["/grpc.health.v1.Health/"] = Everybody,
    };

    /// <summary>Nobody, for a method of a service that is not known.</summary>
    /// <param name="method">Its full name, /package.Service/Method.</param>
    public static IReadOnlyList<PeerRole> Allowed(string method)
    {
        ArgumentNullException.ThrowIfNull(method);
        return OfServices.GetValueOrDefault(method[..(method.LastIndexOf('/') + 1)]) ?? [];
    }
}
