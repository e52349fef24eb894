using System.Globalization;
using System.Text;

namespace Coupling.Input.Tests.Sequences;

/// <summary>Files far larger than what may be in memory. The accounting is asserted, not the process.</summary>
public sealed class MemoryTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_large_matrix_read_at_random_stays_small()
    {
        const int Rows = 2000;
        const int Items = 12_800;
        string path = Path.Combine(folder.Path, "large.npy");
        WriteMatrix(path, Rows, Items);
        Assert.InRange(new FileInfo(path).Length, 200_000_000, long.MaxValue);
        using var sequence = RowSequence.Open(path);
        Assert.Equal((Rows, Items), (sequence.Rows, sequence.AlphabetSize));
        var random = new Random(1);
        for (int count = 0; count < 3000; count++)
        {
            int row = random.Next(Rows);
            Assert.Equal(1, sequence.RowAt(row)[row]);
            Assert.InRange(sequence.CachedBytes, 1, RowSequence.CacheBytes);
            Assert.InRange(sequence.CachedRows, 2, (int)(RowSequence.CacheBytes / (8 * Items)));
        }
    }

    [Fact]
    public void The_longest_rows_leave_room_for_few()
    {
        const int Items = 1 << 20;
        string path = Path.Combine(folder.Path, "long.npy");
        WriteMatrix(path, 12, Items);
        using var sequence = RowSequence.Open(path);
        for (int row = 0; row < 24; row++)
        {
            Assert.Equal(1, sequence.RowAt(row % 12)[row % 12]);
            Assert.InRange(sequence.CachedBytes, 2L * 8 * Items, RowSequence.CacheBytes);
        }
    }

    [Fact]
    public void Lines_of_megabytes_are_read()
    {
        // What the paper's reference code writes for a large vocabulary: pandas, float32, computed in bfloat16.
        const int Items = 256_000;
        string path = Path.Combine(folder.Path, "target.csv");
        double[][] written = ModelDump.Write(path, Items, rows: 3, seed: 1);
        using (var reader = new StreamReader(path))
        {
            Assert.InRange(reader.ReadLine()!.Length + reader.ReadLine()!.Length, 4_000_000, int.MaxValue);
        }

        using var sequence = RowSequence.Open(path + "?normalize");
        Assert.Equal((3, Items), (sequence.Rows, sequence.AlphabetSize));
        Assert.All((int[])[2, 0, 1], row => Assert.Equal(
            Distributions.Masses.ToRow([.. written[row]], "test").Digest, sequence.RowAt(row).Digest));
    }

    private static void WriteMatrix(string path, int rows, int items)
    {
        using var stream = new FileStream(path, FileMode.CreateNew);
        string text = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '<f8', 'fortran_order': False, 'shape': ({rows}, {items}), }}");
        stream.Write([0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(text.PadRight(117) + "\n")]);
        // Row t is an atom at item t; the file is sparse.
        for (int row = 0; row < rows; row++)
        {
            stream.Position = 128 + (8 * (((long)row * items) + row));
            stream.Write(BitConverter.GetBytes(1.0));
        }

        stream.SetLength(128 + (8L * rows * items));
    }
}
