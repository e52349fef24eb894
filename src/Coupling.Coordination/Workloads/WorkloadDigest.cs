using System.Buffers.Binary;
using System.Security.Cryptography;
using Coupling.Distributions;

namespace Coupling.Coordination.Workloads;

/// <summary>The digest of a workload, as <see cref="Input.RowSequence.Digest"/> has it, of rows that come one by one.</summary>
internal sealed class WorkloadDigest : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private uint rows;
    private int size;

    public void Add(Row row)
    {
        hash.AppendData(Convert.FromHexString(row.Digest));
        size = row.Length;
        rows++;
    }

    /// <summary>In lower-case hex. Nothing can be added after it.</summary>
    public string Finish()
    {
        Span<byte> shape = stackalloc byte[2 * sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(shape, rows);
        BinaryPrimitives.WriteUInt32LittleEndian(shape[sizeof(uint)..], (uint)size);
        hash.AppendData(shape);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose() => hash.Dispose();
}
