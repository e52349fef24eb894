using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Coupling.Numerics;
using CsCheck;

namespace Coupling.Tests.Numerics;

public sealed class PortablePowExpTests
{
    /// <summary>SHA-256 over the bits of all results, in the golden file's order: the same on every machine.</summary>
    private const string ResultsDigest = "1c9e6fa4f5b59b4e9937375062e7bc542cc981957c654469694badf3771b9cec";

    private sealed record Case(string Line, double Result, double Nearest, double Residue);

    private static readonly IReadOnlyList<Case> Cases =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", "pow-exp.tsv"))
            .Where(line => !line.StartsWith('#'))
            .Select(Evaluate)];

    [Fact]
    public void Results_are_within_one_ulp_of_the_true_value()
    {
        Assert.True(Cases.Count > 3000);
        foreach (Case c in Cases)
        {
            Assert.True(ErrorInUlps(c) <= 1, $"{c.Line}: {ErrorInUlps(c)} ulp");
        }
    }

    [Fact]
    public void Normal_results_are_nearly_correctly_rounded()
    {
        double worst = Cases.Where(c => double.IsNormal(c.Nearest)).Max(ErrorInUlps);
        Assert.True(worst < 0.6, $"{worst} ulp");
    }

    [Fact]
    public void Results_have_the_same_bits_everywhere()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        foreach (Case c in Cases)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, c.Result);
            hash.AppendData(bytes);
        }

        Assert.Equal(ResultsDigest, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(-0.0, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(2, double.NaN)]
    [InlineData(2, double.PositiveInfinity)]
    [InlineData(2, double.NegativeInfinity)]
    [InlineData(1, double.NaN)]
    public void Pow_refuses_what_it_does_not_cover(double x, double y) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PortablePow.Pow(x, y));

    [Fact]
    public void Exp_refuses_NaN_and_knows_the_limits()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PortableExp.Exp(double.NaN));
        Assert.Equal(double.PositiveInfinity, PortableExp.Exp(double.PositiveInfinity));
        Assert.Equal(0, PortableExp.Exp(double.NegativeInfinity));
    }

    [Fact]
    public void Small_integer_powers_are_exact()
    {
        for (int k = -1074; k <= 1023; k++)
        {
            Assert.Equal(Math.ScaleB(1, k), PortablePow.Pow(2, k));
        }

        Assert.Equal(243, PortablePow.Pow(3, 5));
        Assert.Equal(1e22, PortablePow.Pow(10, 22));
    }

    [Fact]
    public void The_first_power_is_the_number_itself() =>
        Gen.Double.Where(x => x > 0 && double.IsFinite(x))
            .Sample(x => BitConverter.DoubleToInt64Bits(PortablePow.Pow(x, 1)) == BitConverter.DoubleToInt64Bits(x));

    private static Case Evaluate(string line)
    {
        string[] fields = line.Split('\t');
        double result = fields[0] == "exp"
            ? PortableExp.Exp(FromBits(fields[1]))
            : PortablePow.Pow(FromBits(fields[1]), FromBits(fields[2]));
        return new Case(line, result, FromBits(fields[^2]), int.Parse(fields[^1], CultureInfo.InvariantCulture) / 256.0);
    }

    private static double ErrorInUlps(Case c)
    {
        // Positive doubles and their bits are in the same order, and neighbours differ by one.
        long apart = BitConverter.DoubleToInt64Bits(c.Result) - BitConverter.DoubleToInt64Bits(c.Nearest);
        return Math.Abs(apart - c.Residue);
    }

    private static double FromBits(string hex) =>
        BitConverter.Int64BitsToDouble(long.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
