using Coupling.Protocols;

namespace Coupling.Tests;

public class DetectionWaveTests
{
    [Theory]
    [InlineData(0, 6, 0.4)]
    [InlineData(1, 5, 0.3)]
    [InlineData(2, 8, 0.2)]
    [InlineData(3, 4, 0.1)]
    [InlineData(8, 7, 0.004)]
    public void It_costs_and_finds_what_its_courses_do(int logSize, int hashBits, double differing)
    {
        var wave = new DetectionWave(logSize, hashBits, 1);
        double bits = 0;
        double found = 0;
        for (int different = 0; different <= Math.Min(wave.Size, 60); different++)
        {
            (double cost, double finds) = Course(wave, different, 0);
            double probability = Binomial(wave.Size, different, differing);
            bits += probability * cost;
            found += probability * finds;
        }

        (double bitsPerRound, double share) = wave.Expect(differing);
        Assert.Equal(bits / wave.Size, bitsPerRound, 1e-9);
        Assert.Equal(found / (wave.Size * differing), share, 1e-9);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 2)]
    [InlineData(2, 5)]
    [InlineData(3, 7)]
    [InlineData(8, 20)]
    public void A_descent_takes_5_bits_for_4_children_and_2_for_2(int logSize, int bits) =>
        Assert.Equal(bits, new DetectionWave(logSize, 8, 1).DescentBits);

    /// <summary>The checks of a block fit into a hash.</summary>
    [Fact]
    public void No_check_runs_out_of_hash_bits() => Assert.InRange(DetectionWave.MostFinds * DetectionWave.LargestHashBits, 0, 64);

    private static (double Bits, double Finds) Course(DetectionWave wave, int different, int check)
    {
        if (check == wave.MostChecks)
        {
            return (0, 0);
        }

        double seen = different == 0 ? 0 : 1 - Math.Pow(2, -wave.HashBits);
        (double bits, double finds) = seen == 0 ? (0, 0) : Course(wave, different - 1, check + 1);

        // The lowest bit that differs, given that one does; in unary, the one left out for the highest.
        double pivot = wave.Size == 1
            ? 0
            : Enumerable.Range(0, wave.HashBits).Sum(bit => Math.Pow(2, -bit - 1) * Math.Min(bit + 1, wave.HashBits - 1)) / (1 - Math.Pow(2, -wave.HashBits));
        return (wave.HashBits + 1 + (seen * (pivot + wave.DescentBits + bits)), seen * (1 + finds));
    }

    private static double Binomial(int n, int k, double p)
    {
        double mass = Math.Pow(1 - p, n);
        for (int step = 1; step <= k; step++)
        {
            mass *= (n - step + 1) * p / (step * (1 - p));
        }

        return mass;
    }
}
