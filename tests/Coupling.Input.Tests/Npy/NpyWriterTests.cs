using CsCheck;

namespace Coupling.Input.Tests.Npy;

public sealed class NpyWriterTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_file_is_as_NumPy_writes_it()
    {
        string path = Path.Combine(folder.Path, "w.npy");
        NpyWriter.Write(path, [0.75, 0.25]);
        Assert.Equal(NpyBytes.Of("<f8", "(2,)", NpyBytes.Doubles(0.75, 0.25)), File.ReadAllBytes(path));
    }

    [Fact]
    public void What_is_written_is_read_back_bit_by_bit()
    {
        int files = 0;
        Gen.Double[1e-300, 1].Array[1, 200].Sample(
            masses =>
            {
                Distributions.Row row = Distributions.Masses.ToRow(masses, "test");
                string path = Path.Combine(folder.Path, $"{files++}.npy");
                NpyWriter.Write(path, row.Weights);
                Assert.Equal(row.Digest, Assert.IsType<IndexedInput>(DistributionSource.Load(path)).Row.Digest);
            },
            iter: 200,
            threads: 1);
    }

    [Fact]
    public void The_array_is_aligned_whatever_its_length()
    {
        for (int digits = 1; digits <= 20; digits++)
        {
            int length = 1 << digits;
            string path = Path.Combine(folder.Path, length + ".npy");
            NpyWriter.Write(path, new double[length]);
            Assert.Equal(0, (new FileInfo(path).Length - (8L * length)) % 64);
        }
    }

    [Fact]
    public void A_file_that_is_there_stays_as_it_is()
    {
        string path = folder.Write("w.npy", "precious");
        Assert.Throws<IOException>(() => NpyWriter.Write(path, [1]));
        Assert.Equal("precious", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_not_made() =>
        Assert.Throws<DirectoryNotFoundException>(() => NpyWriter.Write(Path.Combine(folder.Path, "no", "w.npy"), [1]));
}
