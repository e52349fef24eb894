using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Coupling.Distributions;

namespace Coupling.Input;

/// <summary>
/// A workload: a sequence of distributions over one alphabet 0..n−1, read from where a SPEC says. Opening it checks every row; rows are
/// read again when they are asked for, and only a few are kept.
/// </summary>
/// <remarks>
/// For several threads: one row is read at a time. Memory holds at most <see cref="CacheBytes"/> of rows (or two rows), 16 bytes per row to
/// find and to recognise it, and what reading needs: one row; of Parquet, one row group; of .npy in Fortran order, 16 MiB or one row.
/// </remarks>
public sealed class RowSequence : IRowSource, IDisposable
{
    /// <summary>2^20.</summary>
    public const int MaximumRows = 1 << 20;

    /// <summary>64 MiB.</summary>
    public const long CacheBytes = 64L << 20;

    private readonly Lock gate = new();
    private readonly RowReader reader;
    private readonly RowCache cache = new(CacheBytes);

    // The first 64 bits of each row's digest: a file that changes under a run is noticed.
    private readonly List<ulong> fingerprints = [];
    private bool disposed;

    private RowSequence(RowReader reader, string source)
    {
        this.reader = reader;
        Source = source;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        reader.ReadAll(row =>
        {
            CheckRows(fingerprints.Count + 1L, source);
            AlphabetSize = row.Length;
            byte[] digest = Convert.FromHexString(row.Digest);
            hash.AppendData(digest);
            if (cache.HasRoom(row.Length))
            {
                // The first rows stay: a run begins with them.
                cache.Add(fingerprints.Count, row);
            }

            fingerprints.Add(BinaryPrimitives.ReadUInt64LittleEndian(digest));
        });
        fingerprints.TrimExcess();
        Span<byte> shape = stackalloc byte[2 * sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(shape, (uint)Rows);
        BinaryPrimitives.WriteUInt32LittleEndian(shape[sizeof(uint)..], (uint)AlphabetSize);
        hash.AppendData(shape);
        Digest = Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The SPEC, as named in errors.</summary>
    public string Source { get; }

    /// <summary>How many rows there are, 1..2^20.</summary>
    public int Rows => fingerprints.Count;

    /// <summary>n, 1..2^20.</summary>
    public int AlphabetSize { get; private set; }

    /// <summary>
    /// SHA-256, in lower-case hex, over the 32 bytes of each row's digest, in order, then the number of rows and n as uint32,
    /// little-endian.
    /// </summary>
    public string Digest { get; }

    /// <summary>How many rows are in memory.</summary>
    public int CachedRows
    {
        get
        {
            lock (gate)
            {
                return cache.Count;
            }
        }
    }

    /// <summary>What their weights take, in bytes.</summary>
    public long CachedBytes
    {
        get
        {
            lock (gate)
            {
                return cache.Bytes;
            }
        }
    }

    /// <summary>Opens a SPEC and checks every row of it.</summary>
    /// <param name="spec">
    /// A file without <c>#row</c> gives all its rows; <c>perturb:</c> as many as it says or as the SPEC in it has; anything else one.
    /// </param>
    /// <exception cref="BadDataException">The SPEC, or any row of what it names, cannot be used; or it names a text.</exception>
    public static RowSequence Open(string spec) => Open(DistributionSpec.Parse(spec), spec);

    /// <inheritdoc cref="Open(string)"/>
    public static RowSequence Open(DistributionSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return Open(spec, spec.ToString());
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public Row RowAt(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Rows);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            if (cache.TryGet(index, out Row? kept))
            {
                return kept;
            }

            Row row = reader.Read(index);
            if (BinaryPrimitives.ReadUInt64LittleEndian(Convert.FromHexString(row.Digest)) != fingerprints[index])
            {
                throw new BadDataException(
                    Source,
                    string.Create(CultureInfo.InvariantCulture, $"row {index}"),
                    "other weights than when it was opened",
                    "a file that does not change while it is in use");
            }

            cache.Add(index, row);
            return row;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            reader.Dispose();
        }
    }

    /// <exception cref="BadDataException">There are too few or too many.</exception>
    internal static void CheckRows(long rows, string source)
    {
        if (rows is < 1 or > MaximumRows)
        {
            throw new BadDataException(
                source, "rows", rows > MaximumRows ? "more than 1048576" : rows.ToString(CultureInfo.InvariantCulture), "1 to 1048576");
        }
    }

    private static RowSequence Open(DistributionSpec spec, string written)
    {
        string source = spec is InlineSpec ? Quotation.Shortened(written) : written;
        RowReader reader = Reader(spec, source);
        try
        {
            return new RowSequence(reader, source);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    private static RowReader Reader(DistributionSpec spec, string source) => spec switch
    {
        PerturbSpec perturbed => new PerturbedRowReader(perturbed, source),
        JsonSpec { Row: null } json => new JsonRowReader(json, source),
        CsvSpec { Row: null } csv => new CsvRowReader(csv, source),
        NpySpec { Row: null } npy => new NpyRowReader(npy, source),
        ParquetSpec { Row: null } parquet => new ParquetRowReader(parquet, source),
        TextSpec => throw new BadDataException(
            source, "kind", "a text", "rows of weights; a text is one distribution, over an alphabet that is yet to be agreed on"),
        _ => DistributionSource.Load(spec) is IndexedInput single ? new SingleRowReader(single.Row) : throw new UnreachableException(),
    };
}
