using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Coupling.Wire.Security;

/// <summary>Makes the certificates of a private set of services: an authority, and a leaf per role (P-256, SHA-256).</summary>
public static class CertificateAuthority
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const int SerialBytes = 16;

    /// <summary>Clocks of two hosts differ a little.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>A certificate that signs leaves and nothing below them; with its private key.</summary>
    public static X509Certificate2 Create(DateTimeOffset now, TimeSpan life)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Coupling private authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(now - ClockSkew, now + life);
    }

    /// <summary>A role's certificate, with its private key. It serves and it dials.</summary>
    /// <param name="authority">With its private key.</param>
    /// <param name="role">Its URI and its name are in the subject alternative name.</param>
    /// <param name="hosts">More DNS names, for programs that ask for the host they dial.</param>
    /// <param name="now">When it begins, but for a few minutes for clocks that differ.</param>
    /// <param name="life">How long it lasts.</param>
    public static X509Certificate2 Issue(X509Certificate2 authority, PeerRole role, IEnumerable<string> hosts, DateTimeOffset now, TimeSpan life)
    {
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(hosts);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={RoleName.Text(role)}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication), new Oid(ClientAuthentication)], critical: false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(RoleName.Uri(role)));
        foreach (string host in hosts.Prepend(RoleName.Text(role)).Distinct())
        {
            names.AddDnsName(host);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using X509Certificate2 signed = request.Create(authority, now - ClockSkew, now + life, RandomNumberGenerator.GetBytes(SerialBytes));
        return signed.CopyWithPrivateKey(key);
    }
}
