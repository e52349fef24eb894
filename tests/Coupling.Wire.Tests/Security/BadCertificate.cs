using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Coupling.Wire.Security;

namespace Coupling.Wire.Tests.Security;

/// <summary>Certificates that must be refused, each for a reason of its own.</summary>
internal static class BadCertificate
{
    public const string ServerUsage = "1.3.6.1.5.5.7.3.1";
    public const string ClientUsage = "1.3.6.1.5.5.7.3.2";
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Every kind, with words that the refusal must have.</summary>
    public static TheoryData<string, string> Kinds => new()
    {
        { "none", "shows no certificate" },
        { "self-signed", "was not issued by" },
        { "other-authority", "was not issued by" },
        { "authority-itself", "the authority's own" },
        { "below-a-leaf", "was not issued by" },
        { "ended", "ended on" },
        { "not-begun", "begins on" },
        { "wrong-usage", "extended key usage" },
        { "no-role", "names no role" },
        { "two-roles", "names no role" },
        { "wrong-role", "is coordinator's (allowed here: alice)" },
    };

    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="authority">With its key.</param>
    /// <param name="usage">What a good one would be for.</param>
    public static X509Certificate2? Make(string kind, X509Certificate2 authority, string usage)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 other = CertificateAuthority.Create(now - (3 * Day), 9 * Day);
        string good = RoleName.Uri(PeerRole.Alice);
        switch (kind)
        {
            case "none":
                return null;
            case "self-signed":
                return Leaf(null, now, [usage], good);
            case "other-authority":
                return CertificateAuthority.Issue(other, PeerRole.Alice, [], now, Day);
            case "authority-itself":
                return authority;
            case "below-a-leaf":
                using (X509Certificate2 leaf = CertificateAuthority.Issue(authority, PeerRole.Alice, [], now, Day))
                {
                    return Leaf(leaf, now - TimeSpan.FromMinutes(1), [usage], good);
                }

            case "ended":
                return CertificateAuthority.Issue(authority, PeerRole.Alice, [], now - Day, Day / 2);
            case "not-begun":
                return CertificateAuthority.Issue(authority, PeerRole.Alice, [], now + Day, Day);
            case "wrong-usage":
                return Leaf(authority, now, [usage == ServerUsage ? ClientUsage : ServerUsage], good);
            case "no-role":
                return Leaf(authority, now, [usage], "urn:coupling:role:queen");
            case "two-roles":
                return Leaf(authority, now, [usage], good, RoleName.Uri(PeerRole.Bob));
            case "wrong-role":
                return CertificateAuthority.Issue(authority, PeerRole.Coordinator, [], now, Day);
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
        }
    }

    private static X509Certificate2 Leaf(X509Certificate2? issuer, DateTimeOffset now, string[] usages, params string[] uris)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=leaf", key, HashAlgorithmName.SHA256);
        var oids = new OidCollection();
        foreach (string usage in usages)
        {
            oids.Add(new Oid(usage));
        }

        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(oids, critical: false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("alice");
        foreach (string uri in uris)
        {
            names.AddUri(new Uri(uri));
        }

        request.CertificateExtensions.Add(names.Build());
        if (issuer is null)
        {
            return request.CreateSelfSigned(now, now + Day);
        }

        using ECDsa signer = issuer.GetECDsaPrivateKey()!;
        using X509Certificate2 signed = request.Create(
            issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(signer), now, now + (Day / 4), RandomNumberGenerator.GetBytes(16));
        return signed.CopyWithPrivateKey(key);
    }
}
