using System.Security.Cryptography.X509Certificates;
using Coupling.Wire.Security;

namespace Coupling.Wire.Tests.Security;

public sealed class PeerCheckTests : IDisposable
{
    private readonly X509Certificate2 authority = CertificateAuthority.Create(DateTimeOffset.UtcNow - TimeSpan.FromDays(3), TimeSpan.FromDays(9));

    [Theory]
    [InlineData(PeerRole.Alice)]
    [InlineData(PeerRole.Bob)]
    [InlineData(PeerRole.Coordinator)]
    [InlineData(PeerRole.User)]
    public void APeerWithItsOwnCertificatePasses(PeerRole role)
    {
        using X509Certificate2 leaf = CertificateAuthority.Issue(authority, role, ["host.example"], DateTimeOffset.UtcNow, TimeSpan.FromHours(1));
        Assert.Null(PeerCheck.Failure(leaf, authority, asServer: true, role));
        Assert.Null(PeerCheck.Failure(leaf, authority, asServer: false, PeerRole.Alice, PeerRole.Bob, PeerRole.Coordinator, PeerRole.User));
        Assert.Equal(role, PeerCheck.RoleOf(leaf));
    }

    [Theory]
    [MemberData(nameof(BadCertificate.Kinds), MemberType = typeof(BadCertificate))]
    public void ABadCertificateIsRefusedAndTheCheckIsNamed(string kind, string expected)
    {
        foreach (bool asServer in new[] { true, false })
        {
            X509Certificate2? bad = BadCertificate.Make(kind, authority, asServer ? BadCertificate.ServerUsage : BadCertificate.ClientUsage);
            string? failure = PeerCheck.Failure(bad, authority, asServer, PeerRole.Alice);
            Assert.NotNull(failure);
            Assert.Contains(expected, failure, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ASubjectAlternativeNameThatIsNoDerNamesNoUri()
    {
        Assert.Empty(SubjectNames.Uris([0x30, 0x80, 0x01]));
        Assert.Empty(SubjectNames.Uris([]));
    }

    public void Dispose() => authority.Dispose();
}
