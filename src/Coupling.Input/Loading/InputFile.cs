using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>Files that a user named: what goes wrong on opening or reading becomes a message that names the file.</summary>
internal static class InputFile
{
    private const string Allowed = "a readable file";

    /// <param name="path">The file.</param>
    /// <param name="source">What the user wrote; named in errors.</param>
    /// <param name="read">Gets the open stream; may throw its own <see cref="BadDataException"/>.</param>
    public static T Read<T>(string path, string source, Func<Stream, T> read)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw new BadDataException(source, Quotation.Of(path), "a directory", Allowed);
            }

            // No buffer of the stream's own: every reader here has one.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return read(stream);
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

    // "zipff:1.json" is taken for a file because of its end; say what else it may have been meant to be.
    private static string Hint(string path) => SpecKinds.PrefixOf(path) is { } prefix
        ? $", nor is {Quotation.Of(prefix)} a kind (did you mean {SpecKinds.Nearest(prefix)}:?)"
        : "";
}
