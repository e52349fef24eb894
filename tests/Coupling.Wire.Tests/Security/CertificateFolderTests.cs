using System.Security.Cryptography.X509Certificates;
using Coupling.Distributions;
using Coupling.Wire.Security;

namespace Coupling.Wire.Tests.Security;

public sealed class CertificateFolderTests : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("coupling-certs-").FullName;

    [Fact]
    public void EveryRoleCanBeLoaded()
    {
        new CertificateFolder(path).Initialise([], keepAuthority: false, DateTimeOffset.UtcNow);
        foreach (PeerRole role in Enum.GetValues<PeerRole>())
        {
            TlsIdentity identity = TlsIdentity.Load(path, role);
            Assert.True(identity.Certificate.HasPrivateKey);
            TimeSpan life = identity.Certificate.NotAfter - identity.Certificate.NotBefore;
            Assert.InRange(life, CertificateFolder.LeafLife, CertificateFolder.LeafLife + TimeSpan.FromMinutes(6));
        }
    }

    [Fact]
    public void AnAuthorityIsNeverReplacedUnasked()
    {
        var folder = new CertificateFolder(path);
        folder.Initialise([], keepAuthority: false, DateTimeOffset.UtcNow);
        byte[] before = folder.ReadAuthority().RawData;
        Assert.Contains("--renew", Assert.Throws<IOException>(() => folder.Initialise([], keepAuthority: false, DateTimeOffset.UtcNow)).Message, StringComparison.Ordinal);
        folder.Initialise([], keepAuthority: true, DateTimeOffset.UtcNow);
        Assert.Equal(before, folder.ReadAuthority().RawData);
    }

    [Fact]
    public void ARenewedCertificateIsShownWithoutARestart()
    {
        var folder = new CertificateFolder(path);
        folder.Initialise([], keepAuthority: false, DateTimeOffset.UtcNow);
        TlsIdentity identity = TlsIdentity.Load(path, PeerRole.Bob);
        string before = identity.Certificate.Thumbprint;
        folder.Initialise([], keepAuthority: true, DateTimeOffset.UtcNow);

        // Files of the same tick would look unchanged.
        File.SetLastWriteTimeUtc(Path.Combine(path, "bob.pem"), DateTime.UtcNow.AddSeconds(5));
        Assert.NotEqual(before, identity.Certificate.Thumbprint);
    }

    [Fact]
    public void KeysAreTheirOwnersOnly()
    {
        new CertificateFolder(path).Initialise([], keepAuthority: false, DateTimeOffset.UtcNow);
        if (!OperatingSystem.IsWindows())
        {
            foreach (string file in Directory.GetFiles(path, "*.key"))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Theory]
    [InlineData("ca.pem")]
    [InlineData("alice.pem")]
    [InlineData("alice.key")]
    public void AFileThatIsMissingOrDamagedIsNamed(string file)
    {
        new CertificateFolder(path).Initialise([], keepAuthority: false, DateTimeOffset.UtcNow);
        File.WriteAllText(Path.Combine(path, file), "no certificate");
        Assert.Contains(file[..^4], Assert.Throws<BadDataException>(() => TlsIdentity.Load(path, PeerRole.Alice)).Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(path, file));
        Assert.Contains(file[..^4], Assert.Throws<BadDataException>(() => TlsIdentity.Load(path, PeerRole.Alice)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherOnesKeyIsRefused()
    {
        new CertificateFolder(path).Initialise([], keepAuthority: false, DateTimeOffset.UtcNow);
        File.Copy(Path.Combine(path, "bob.key"), Path.Combine(path, "alice.key"), overwrite: true);
        Assert.Throws<BadDataException>(() => TlsIdentity.Load(path, PeerRole.Alice));
    }

    [Fact]
    public void ACertificateThatOthersWouldRefuseIsRefusedAtOnce()
    {
        new CertificateFolder(path).Initialise([], keepAuthority: false, DateTimeOffset.UtcNow - TimeSpan.FromDays(40));
        Assert.Contains("ended on", Assert.Throws<BadDataException>(() => TlsIdentity.Load(path, PeerRole.Alice)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(path, recursive: true);
}
