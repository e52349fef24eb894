using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace Coupling.Wire.Security;

/// <summary>Says of a certificate whether its holder may be here, or which check it fails.</summary>
public static class PeerCheck
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string SubjectAlternativeName = "2.5.29.17";

    /// <summary>Null if it passes; else the check that it fails.</summary>
    /// <param name="certificate">Null if the peer showed none.</param>
    /// <param name="authority">The only root that is trusted; the system's are not.</param>
    /// <param name="asServer">Whether its holder was dialled.</param>
    /// <param name="allowed">Its role must be one of these.</param>
    public static string? Failure(X509Certificate2? certificate, X509Certificate2 authority, bool asServer, params IReadOnlyList<PeerRole> allowed)
    {
        ArgumentNullException.ThrowIfNull(authority);
        if (certificate is null)
        {
            return "it shows no certificate";
        }

        // Asked first: a chain that is out of date says little else.
        DateTime now = DateTime.UtcNow;
        if (now < certificate.NotBefore.ToUniversalTime())
        {
            return $"its certificate begins on {Time(certificate.NotBefore)}";
        }

        if (now > certificate.NotAfter.ToUniversalTime())
        {
            return $"its certificate ended on {Time(certificate.NotAfter)}";
        }

        if (ChainFailure(certificate, authority) is { } failure)
        {
            return failure;
        }

        string usage = asServer ? ServerAuthentication : ClientAuthentication;
        if (!certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Any(extension => extension.EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>().Any(oid => oid.Value == usage)))
        {
            return $"its certificate is not for a {(asServer ? "server" : "client")} (extended key usage)";
        }

        return RoleOf(certificate) is not { } role
            ? "its certificate names no role (a URI urn:coupling:role:… in the subject alternative name)"
            : allowed.Contains(role) ? null : $"its certificate is {RoleName.Text(role)}'s (allowed here: {string.Join(", ", allowed.Select(RoleName.Text))})";
    }

    /// <summary>The one role that a certificate names; null if it names none, or several.</summary>
    public static PeerRole? RoleOf(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        PeerRole[] roles = [.. certificate.Extensions
            .Where(extension => extension.Oid?.Value == SubjectAlternativeName)
            .SelectMany(extension => SubjectNames.Uris(extension.RawData))
            .Select(RoleName.OfUri)
            .OfType<PeerRole>()];
        return roles.Length == 1 ? roles[0] : null;
    }

    private static string? ChainFailure(X509Certificate2 certificate, X509Certificate2 authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        if (chain.Build(certificate) && chain.ChainElements.Count == 2)
        {
            return null;
        }

        if (chain.ChainElements.Count == 1 && certificate.RawDataMemory.Span.SequenceEqual(authority.RawDataMemory.Span))
        {
            return "its certificate is the authority's own";
        }

        X509ChainStatusFlags flags = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);
        return $"its certificate was not issued by {authority.Subject} {authority.Thumbprint[..8]} ({flags})";
    }

    private static string Time(DateTime time) => time.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture);
}
