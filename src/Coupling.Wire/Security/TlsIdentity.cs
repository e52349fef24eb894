using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Coupling.Distributions;

namespace Coupling.Wire.Security;

/// <summary>Who this process is to others, and whom it trusts: the files of its role, read again when they change.</summary>
public sealed class TlsIdentity
{
    private readonly CertificateFolder folder;
    private readonly Lock gate = new();
    private Loaded loaded;

    private TlsIdentity(CertificateFolder folder, PeerRole role)
    {
        this.folder = folder;
        Role = role;
        loaded = Load(folder, role);
    }

    public PeerRole Role { get; }

    /// <summary>Reads and checks the role's certificate, its key and the authority.</summary>
    /// <param name="folder">As `coupling certs init` makes it.</param>
    /// <param name="role">Whose certificate is shown to others.</param>
    /// <exception cref="BadDataException">A file is missing or unreadable, or the certificate would be refused by others.</exception>
    public static TlsIdentity Load(string folder, PeerRole role) => new(new CertificateFolder(folder), role);

    /// <summary>The certificate to show now.</summary>
    public X509Certificate2 Certificate => Current().Own;

    /// <summary>Null if a peer's certificate passes; else the check that it fails.</summary>
    public string? Failure(X509Certificate2? peer, bool asServer, params IReadOnlyList<PeerRole> allowed) =>
        PeerCheck.Failure(peer, Current().Authority, asServer, allowed);

    /// <summary>How this process dials a role: TLS 1.3, with its own certificate, and no one else's roots.</summary>
    /// <remarks>A peer that is not the role makes the handshake fail with an <see cref="AuthenticationException"/> that says which check it failed.</remarks>
    public SslClientAuthenticationOptions ClientOptions(PeerRole peer) => new()
    {
        TargetHost = RoleName.Text(peer),
        EnabledSslProtocols = SslProtocols.Tls13,

        // Every connection is checked anew, and every handshake is of the same kind.
        AllowTlsResume = false,
        ClientCertificates = [Certificate],
        LocalCertificateSelectionCallback = (_, _, _, _, _) => Certificate,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            Failure(certificate as X509Certificate2, asServer: true, peer) is { } failure
                ? throw new PeerRefusedException($"{RoleName.Text(peer)}: {failure}")
                : true,
    };

    private Loaded Current()
    {
        lock (gate)
        {
            if (folder.LastWrite(Role) != loaded.Written)
            {
                try
                {
                    loaded = Load(folder, Role);
                }
                catch (BadDataException)
                {
                    // Files that are being replaced: the ones that were good stay until the new ones are.
                }
            }

            return loaded;
        }
    }

    private static Loaded Load(CertificateFolder folder, PeerRole role)
    {
        DateTime written = folder.LastWrite(role);
        X509Certificate2 authority = folder.ReadAuthority();
        X509Certificate2 own = folder.Read(role);
        return PeerCheck.Failure(own, authority, asServer: true, role) is { } failure
            ? throw new BadDataException($"{folder.FullPath}: {RoleName.Text(role)}.pem would be refused: {failure}")
            : new Loaded(own, authority, written);
    }

    private sealed record Loaded(X509Certificate2 Own, X509Certificate2 Authority, DateTime Written);
}
