using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Coupling.Coordination.Store;

/// <summary>
/// The checksum beside a row's content. It covers the row's table and key too, so that a row that stands in another's place
/// is found as well as one that changed. SQLite itself would not notice either.
/// </summary>
internal static class RowSeal
{
    public static byte[] Of(string table, long mode, long part, ReadOnlySpan<byte> content)
    {
        Span<byte> key = stackalloc byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(key, mode);
        BinaryPrimitives.WriteInt64LittleEndian(key[sizeof(long)..], part);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(table + '\0'));
        hash.AppendData(key);
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }

    /// <exception cref="StoreDamagedException">The seal is not that of the row.</exception>
    public static void Check(string table, long mode, long part, ReadOnlySpan<byte> content, ReadOnlySpan<byte> seal) =>
        StoreDamagedException.Unless(
            seal.SequenceEqual(Of(table, mode, part, content)), $"the checksum of table {table}, row {mode}/{part} does not fit its content");
}
