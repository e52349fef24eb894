namespace Coupling.Wire.Security;

/// <summary>How a role is written: in file names, as the DNS name that is dialled, and as the URI in a certificate.</summary>
public static class RoleName
{
    private const string UriPrefix = "urn:coupling:role:";

    /// <summary>alice, bob, coordinator or user: a leaf's file name, and the host name that TLS asks for, wherever the role's host is.</summary>
    public static string Text(PeerRole role) => role switch
    {
        PeerRole.Alice => "alice",
        PeerRole.Bob => "bob",
        PeerRole.Coordinator => "coordinator",
        PeerRole.User => "user",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    /// <summary>The URI in the subject alternative name of the role's certificate.</summary>
    public static string Uri(PeerRole role) => UriPrefix + Text(role);

    /// <summary>The role that a URI names; null if it names none.</summary>
    public static PeerRole? OfUri(string uri)
    {
        foreach (PeerRole role in Enum.GetValues<PeerRole>())
        {
            if (uri == Uri(role))
            {
                return role;
            }
        }

        return null;
    }
}
