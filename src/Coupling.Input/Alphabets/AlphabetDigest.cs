using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Coupling.Input;

/// <summary>
/// SHA-256 over: the kind's name in ASCII, a zero byte, n as uint32 little-endian, then (not for <c>index</c>) for each
/// item in order its length in bytes as uint32 little-endian and its UTF-8 bytes. Lengths come first, so that no two
/// alphabets have the same encoding.
/// </summary>
internal static class AlphabetDigest
{
    public static string Of(AlphabetKind kind, int size, IEnumerable<string> items)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(kind.Name() + "\0"));
        AppendNumber(hash, size);
        foreach (string item in items)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(item);
            AppendNumber(hash, bytes.Length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AppendNumber(IncrementalHash hash, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
