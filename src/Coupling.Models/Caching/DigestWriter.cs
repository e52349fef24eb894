using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Coupling.Models;

/// <summary>
/// SHA-256 over a kind and its data. Every text is preceded by its length, every number has a fixed width (little-endian), so that no two things
/// have the same encoding.
/// </summary>
internal sealed class DigestWriter : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public DigestWriter(string kind) => Add(kind);

    public void Add(string text) => Add(Encoding.UTF8.GetBytes(text));

    public void Add(ReadOnlySpan<byte> bytes)
    {
        Add(bytes.Length);
        hash.AppendData(bytes);
    }

    public void Add(int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }

    /// <returns>Lower-case hex.</returns>
    public string Finish() => Convert.ToHexStringLower(hash.GetHashAndReset());

    public void Dispose() => hash.Dispose();
}
