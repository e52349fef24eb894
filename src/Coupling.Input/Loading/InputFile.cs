using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>Files that a user named: what goes wrong on opening or reading becomes a message that names the file.</summary>
internal static class InputFile
{
    private const string Allowed = "a readable file";

    /// <param name="path">The file.</param>
    /// <param name="source">What the user wrote; named in errors.</param>
    /// <param name="read">Gets the open stream; may throw its own <see cref="BadDataException"/>.</param>
    public static T Read<T>(string path, string source, Func<Stream, T> read) => Guard(path, source, () =>
    {
        using FileStream stream = OpenUnguarded(path, source);
        return read(stream);
    });

    /// <summary>A file in which places can be looked up, until the caller disposes it; later reading goes through <see cref="Guard{T}"/>.</summary>
    public static FileStream Open(string path, string source) => Guard(path, source, () =>
    {
        FileStream stream = OpenUnguarded(path, source);
        if (!stream.CanSeek)
        {
            stream.Dispose();
            throw new BadDataException(source, "file", "a pipe or device", "a file on disk, where rows can be looked up");
        }

        return stream;
    });

    /// <param name="path">The file that is read.</param>
    /// <param name="source">What the user wrote; named in errors.</param>
    /// <param name="read">May throw its own <see cref="BadDataException"/>.</param>
    public static T Guard<T>(string path, string source, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadDataException(source, Quotation.Of(path), "no such file" + Hint(path), Allowed);
        }
        catch (UnauthorizedAccessException)
        {
            throw new BadDataException(source, Quotation.Of(path), "no permission to read", Allowed);
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            throw new BadDataException($"{source}: {Quotation.Of(path)}: {e.Message} (allowed: {Allowed})", e);
        }
    }

    // No buffer of the stream's own: every reader here has one.
    private static FileStream OpenUnguarded(string path, string source) => Directory.Exists(path)
        ? throw new BadDataException(source, Quotation.Of(path), "a directory", Allowed)
        : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);

    // "zipff:1.json" is taken for a file because of its end; say what else it may have been meant to be.
    private static string Hint(string path) => SpecKinds.PrefixOf(path) is { } prefix
        ? $", nor is {Quotation.Of(prefix)} a kind (did you mean {SpecKinds.Nearest(prefix)}:?)"
        : "";
}
