using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Coupling.Distributions;

namespace Coupling.Wire.Security;

/// <summary>A folder of certificates: ca.pem and ca.key, and NAME.pem and NAME.key for each role.</summary>
/// <remarks>A service needs ca.pem and its own two files; ca.key belongs on no service's host.</remarks>
/// <param name="path">The folder; relative to the current one.</param>
/// <param name="roleFolders">Whether each role's files, ca.pem among them, lie in a folder NAME below it: all that its host needs, and nothing else.</param>
public sealed class CertificateFolder(string path, bool roleFolders = false)
{
    /// <summary>How long a leaf lasts.</summary>
    public static readonly TimeSpan LeafLife = TimeSpan.FromDays(30);

    /// <summary>How long the authority lasts.</summary>
    public static readonly TimeSpan AuthorityLife = TimeSpan.FromDays(3650);

    private const string AuthorityName = "ca";

    public string FullPath { get; } = Path.GetFullPath(path);

    public bool HasAuthority => File.Exists(PathOf(AuthorityName, ".key"));

    /// <summary>Makes an authority, unless the folder has one and it is to be kept, and a leaf per role.</summary>
    /// <param name="hosts">More DNS names of each leaf.</param>
    /// <param name="keepAuthority">Whether an authority that is there signs the new leaves; otherwise one that is there is an error.</param>
    /// <param name="now">When the certificates begin.</param>
    /// <exception cref="IOException">There is an authority that nobody said to keep, or the folder cannot be written.</exception>
    /// <exception cref="BadDataException">The authority that is there cannot be read.</exception>
    public void Initialise(IReadOnlyList<string> hosts, bool keepAuthority, DateTimeOffset now)
    {
        if (HasAuthority && !keepAuthority)
        {
            throw new IOException($"{FullPath} holds an authority already (allowed: another folder, or --renew, which keeps it and makes new leaves)");
        }

        Directory.CreateDirectory(FullPath);
        using X509Certificate2 authority = HasAuthority ? Read(AuthorityName) : CertificateAuthority.Create(now, AuthorityLife);
        if (!HasAuthority)
        {
            Write(AuthorityName, authority);
        }

        foreach (PeerRole role in Enum.GetValues<PeerRole>())
        {
            Issue(authority, role, hosts, now);
        }
    }

    /// <summary>Makes the authority if there is none, and a leaf for each role that has none, or one that would be refused or has less than a third of its life left.</summary>
    /// <param name="hosts">More DNS names of a leaf that is made.</param>
    /// <param name="now">When it begins.</param>
    /// <returns>The roles that got a new one.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="BadDataException">The authority that is there cannot be read.</exception>
    public IReadOnlyList<PeerRole> Keep(IReadOnlyList<string> hosts, DateTimeOffset now)
    {
        if (!HasAuthority)
        {
            Initialise(hosts, keepAuthority: false, now);
            return Enum.GetValues<PeerRole>();
        }

        using X509Certificate2 authority = Read(AuthorityName);
        PeerRole[] due = [.. Enum.GetValues<PeerRole>().Where(role => !(EndOf(role) - now >= LeafLife / 3))];
        foreach (PeerRole role in due)
        {
            Issue(authority, role, hosts, now);
        }

        return due;
    }

    /// <summary>All that a role's host needs is in here.</summary>
    public string FolderOf(PeerRole role) => roleFolders ? Path.Combine(FullPath, RoleName.Text(role)) : FullPath;

    /// <summary>The authority's certificate, without its key.</summary>
    /// <exception cref="BadDataException">It is not there or cannot be read.</exception>
    public X509Certificate2 ReadAuthority() => Guard(PathOf(AuthorityName, ".pem"), X509CertificateLoader.LoadCertificateFromFile);

    /// <summary>A role's certificate with its key.</summary>
    /// <exception cref="BadDataException">It is not there, cannot be read, or the key is another one's.</exception>
    public X509Certificate2 Read(PeerRole role) => Read(Path.Combine(FolderOf(role), RoleName.Text(role)));

    /// <summary>When the files that a role needs were last written.</summary>
    public DateTime LastWrite(PeerRole role) => new[]
    {
        File.GetLastWriteTimeUtc(Path.Combine(FolderOf(role), AuthorityName + ".pem")),
        File.GetLastWriteTimeUtc(Path.Combine(FolderOf(role), RoleName.Text(role) + ".pem")),
        File.GetLastWriteTimeUtc(Path.Combine(FolderOf(role), RoleName.Text(role) + ".key")),
    }.Max();

    /// <summary>When a role's certificate ends; null if it, or what its host needs beside it, is missing or would be refused.</summary>
    private DateTime? EndOf(PeerRole role)
    {
        try
        {
            bool isOfThisAuthority = new CertificateFolder(FolderOf(role)).ReadAuthority().RawDataMemory.Span.SequenceEqual(ReadAuthority().RawDataMemory.Span);
            return isOfThisAuthority ? TlsIdentity.Load(FolderOf(role), role).Certificate.NotAfter.ToUniversalTime() : null;
        }
        catch (BadDataException)
        {
            return null;
        }
    }

    private void Issue(X509Certificate2 authority, PeerRole role, IReadOnlyList<string> hosts, DateTimeOffset now)
    {
        using X509Certificate2 leaf = CertificateAuthority.Issue(authority, role, hosts, now, LeafLife);
        Directory.CreateDirectory(FolderOf(role));
        if (roleFolders)
        {
            WriteCertificate(Path.Combine(FolderOf(role), AuthorityName), authority);
        }

        Write(Path.Combine(FolderOf(role), RoleName.Text(role)), leaf);
    }

    private X509Certificate2 Read(string name) => Guard(PathOf(name, ".pem"), certificate =>
    {
        using X509Certificate2 read = X509Certificate2.CreateFromPemFile(certificate, PathOf(name, ".key"));

        // Some systems cannot serve with a key that has only just been read and lives nowhere.
        return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), password: null, X509KeyStorageFlags.Exportable);
    });

    private string PathOf(string name, string extension) => Path.Combine(FullPath, name + extension);

    private void Write(string name, X509Certificate2 certificate)
    {
        using ECDsa key = certificate.GetECDsaPrivateKey() ?? throw new InvalidOperationException("A certificate made here has its key.");
        WriteFile(PathOf(name, ".key"), key.ExportPkcs8PrivateKeyPem(), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        WriteCertificate(name, certificate);
    }

    private void WriteCertificate(string name, X509Certificate2 certificate) =>
        WriteFile(PathOf(name, ".pem"), certificate.ExportCertificatePem(), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

    /// <summary>Whoever reads meanwhile sees the old file or the new one.</summary>
    private static void WriteFile(string target, string pem, UnixFileMode mode)
    {
        string draft = target + ".part";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        File.Delete(draft);
        using (var writer = new StreamWriter(draft, options))
        {
            writer.WriteLine(pem);
        }

        File.Move(draft, target, overwrite: true);
    }

    private static X509Certificate2 Guard(string file, Func<string, X509Certificate2> read)
    {
        try
        {
            return read(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new BadDataException($"{file}: {fault.Message} (allowed: a certificate in PEM with its key beside it, as `coupling certs init` makes them)");
        }
    }
}
