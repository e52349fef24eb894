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
    public void AFolderPerRoleHoldsAllThatItsHostNeedsAndNothingElse()
    {
        new CertificateFolder(path, roleFolders: true).Initialise([], keepAuthority: false, DateTimeOffset.UtcNow);
        foreach (PeerRole role in Enum.GetValues<PeerRole>())
        {
            string own = Path.Combine(path, RoleName.Text(role));
            Assert.True(TlsIdentity.Load(own, role).Certificate.HasPrivateKey);
            Assert.Equal(
                new[] { "ca.pem", $"{RoleName.Text(role)}.key", $"{RoleName.Text(role)}.pem" }.Order(),
                Directory.GetFiles(own).Select(Path.GetFileName).Order());
        }

        Assert.Equal(["ca.key", "ca.pem"], Directory.GetFiles(path).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void OnlyWhatIsMissingDamagedOrOldIsMadeAgain(bool roleFolders)
    {
        var folder = new CertificateFolder(path, roleFolders);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        Assert.Equal(Enum.GetValues<PeerRole>(), folder.Keep([], now));
        byte[] authority = folder.ReadAuthority().RawData;
        Assert.Empty(folder.Keep([], now));

        File.Delete(Path.Combine(folder.FolderOf(PeerRole.Bob), "bob.key"));
        File.WriteAllText(Path.Combine(folder.FolderOf(PeerRole.User), "user.pem"), "no certificate");
        Assert.Equal([PeerRole.Bob, PeerRole.User], folder.Keep([], now));
        Assert.Empty(folder.Keep([], now + (CertificateFolder.LeafLife / 2)));
        Assert.Equal(Enum.GetValues<PeerRole>(), folder.Keep([], now + (CertificateFolder.LeafLife * 0.7)));
        Assert.Equal(authority, folder.ReadAuthority().RawData);
    }

    [Fact]
    public void LeavesOfAnotherAuthorityAreMadeAgain()
    {
        var folder = new CertificateFolder(path, roleFolders: true);
        folder.Keep([], DateTimeOffset.UtcNow);
        File.Delete(Path.Combine(path, "ca.key"));
        Assert.Equal(Enum.GetValues<PeerRole>(), folder.Keep([], DateTimeOffset.UtcNow));
        Assert.Equal(folder.ReadAuthority().RawData, new CertificateFolder(folder.FolderOf(PeerRole.Alice)).ReadAuthority().RawData);
        Assert.Empty(folder.Keep([], DateTimeOffset.UtcNow));
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
