using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Coupling.Distributions;
using Coupling.Input;

namespace Coupling.Models;

/// <summary>A text that a model or a vocabulary is made of, as a whole in memory.</summary>
/// <param name="Text">Without a byte order mark. Not empty.</param>
/// <param name="Digest">SHA-256 of the file, in lower-case hex.</param>
internal sealed record TextFile(string Text, string Digest)
{
    /// <summary>The largest file in bytes: a model of it fits into the memory of a small machine.</summary>
    public const int MaximumBytes = 1 << 26;

    /// <param name="path">The file.</param>
    /// <param name="source">What the user wrote; named in errors.</param>
    /// <exception cref="BadDataException">It cannot be read, is empty, too large or no UTF-8.</exception>
    public static TextFile Read(string path, string source)
    {
        byte[] bytes = InputFile.Read(path, source, stream => Bytes(stream, path, source));
        ReadOnlySpan<byte> text = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes;
        if (text.IsEmpty)
        {
            throw new BadDataException(source, Quotation.Of(path), "empty", "a text with at least one character");
        }

        if (!System.Text.Unicode.Utf8.IsValid(text))
        {
            throw Invalid(bytes, path, source);
        }

        return new TextFile(Encoding.UTF8.GetString(text), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private static byte[] Bytes(Stream stream, string path, string source)
    {
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            bytes.Write(buffer.AsSpan(0, read));
            if (bytes.Length > MaximumBytes)
            {
                throw new BadDataException(source, Quotation.Of(path), "more than 64 MiB", "a text of 1 byte to 64 MiB");
            }
        }

        return bytes.ToArray();
    }

    private static BadDataException Invalid(ReadOnlySpan<byte> bytes, string path, string source)
    {
        int offset = 0;
        int length;
        while (Rune.DecodeFromUtf8(bytes[offset..], out _, out length) == OperationStatus.Done)
        {
            offset += length;
        }

        string place = string.Create(CultureInfo.InvariantCulture, $"{Quotation.Of(path)}, byte {offset}");
        return new BadDataException(source, place, $"0x{Convert.ToHexString(bytes.Slice(offset, Math.Max(1, length)))}", "valid UTF-8");
    }
}
