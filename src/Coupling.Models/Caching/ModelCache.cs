using System.Security.Cryptography;

namespace Coupling.Models;

/// <summary>
/// A folder of what was trained before. A file's name says by digests what it was made of, so that nothing in it is ever out of date; a file that
/// is damaged is made again. Several processes may use it at once.
/// </summary>
/// <remarks>It may be deleted at any time. What cannot be read or written is trained, without a word: the cache decides how long a start takes and nothing else.</remarks>
public sealed class ModelCache
{
    private readonly string? folder;

    /// <param name="folder">Made when first written to; null for no cache.</param>
    public ModelCache(string? folder) => this.folder = folder;

    /// <summary>No cache.</summary>
    public static ModelCache None { get; } = new(null);

    /// <summary>
    /// <c>$XDG_CACHE_HOME/coupling</c>, else <c>~/.cache/coupling</c> (Windows: <c>coupling\cache</c> in the local application data);
    /// none where there is no such folder.
    /// </summary>
    public static ModelCache OfUser()
    {
        string? given = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (Path.IsPathFullyQualified(given ?? ""))
        {
            return new ModelCache(Path.Combine(given!, "coupling"));
        }

        string home = Environment.GetFolderPath(
            OperatingSystem.IsWindows() ? Environment.SpecialFolder.LocalApplicationData : Environment.SpecialFolder.UserProfile);
        return home.Length == 0
            ? None
            : new ModelCache(OperatingSystem.IsWindows() ? Path.Combine(home, "coupling", "cache") : Path.Combine(home, ".cache", "coupling"));
    }

    /// <summary>What is kept under this name, or else is made and then kept.</summary>
    /// <param name="name">A file name that is a function of everything that the thing is made of.</param>
    /// <param name="read">From the bytes that were written; null if they are none of the kind.</param>
    /// <param name="make">Makes it anew.</param>
    /// <param name="write">The inverse of <paramref name="read"/>.</param>
    internal T GetOrMake<T>(string name, Func<ReadOnlyMemory<byte>, T?> read, Func<T> make, Action<T, Stream> write)
        where T : class
    {
        if (folder is null)
        {
            return make();
        }

        string path = Path.Combine(folder, name);
        if (Payload(path) is { } payload && read(payload) is { } kept)
        {
            return kept;
        }

        T made = make();
        Keep(path, stream => write(made, stream));
        return made;
    }

    // A payload and then its SHA-256.
    private static ReadOnlyMemory<byte>? Payload(string path)
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(path);
            int length = bytes.Length - SHA256.HashSizeInBytes;
            bool sound = length >= 0 && SHA256.HashData(bytes.AsSpan(0, length)).AsSpan().SequenceEqual(bytes.AsSpan(length));
            return sound ? new ReadOnlyMemory<byte>(bytes, 0, length) : (ReadOnlyMemory<byte>?)null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Under a name of its own, then renamed: nobody ever sees half a file.
    private void Keep(string path, Action<Stream> write)
    {
        string unfinished = $"{path}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.new";
        try
        {
            Directory.CreateDirectory(folder!);
            using (var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
            using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
            using (var hashed = new HashedStream(file, hash))
            {
                write(hashed);
                file.Write(hash.GetHashAndReset());
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Forget(unfinished);
        }
    }

    private static void Forget(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It was never there, or nobody may delete it: a disk that refused the file refuses this too.
        }
    }
}
