using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Coupling.Distributions;

/// <summary>
/// One distribution over the items 0..n-1: a validated, read-only view of its weights. The weights are used exactly as
/// they were given; a row is never rescaled behind the user's back.
/// </summary>
public sealed class Row
{
    /// <summary>The largest alphabet that the coins can address.</summary>
    public const int MaximumLength = 1 << 20;

    /// <summary>How far the weights' sum may be from 1.</summary>
    public const double SumTolerance = 1e-9;

    /// <summary>2^-1022: the smallest weight that is not 0.</summary>
    internal const double SmallestNormal = 2.2250738585072014e-308;

    private readonly double[] weights;
    private readonly Lazy<string> digest;

    private Row(double[] weights)
    {
        this.weights = weights;
        digest = new Lazy<string>(ComputeDigest);
    }

    /// <summary>n, 1..2^20.</summary>
    public int Length => weights.Length;

    /// <summary>p_0..p_{n-1}, each 0 or in 2.3e-308..1 (up to the tolerance of the sum), summing to 1 within 1e-9.</summary>
    public ReadOnlySpan<double> Weights => weights;

    /// <summary>SHA-256, in lower-case hex, of the weights as IEEE binary64, little-endian, in item order.</summary>
    public string Digest => digest.Value;

    public double this[int item] => weights[item];

    /// <summary>Takes ownership of <paramref name="weights"/> after checking every one of them.</summary>
    /// <param name="weights">1..2^20 weights.</param>
    /// <param name="source">What the user calls these weights (a SPEC); named in errors.</param>
    /// <param name="remedy">What the user can do about another sum than 1; ends the message about it.</param>
    /// <exception cref="BadDataException">A weight or their sum is out of range.</exception>
    public static Row FromWeights(double[] weights, string source, string? remedy = null)
    {
        ArgumentNullException.ThrowIfNull(weights);
        CheckLength(weights.Length, source);
        if (!AreWeights(weights))
        {
            FindFault(weights, source, remedy);
        }

        return new Row(weights);
    }

    internal static void CheckLength(int length, string source)
    {
        if (length is 0 or > MaximumLength)
        {
            throw new BadDataException(source, "length", Text(length), "1 to 1048576 items");
        }
    }

    // Says yes only if FindFault would find none; mostly that is so, and this is many times as fast.
    private static bool AreWeights(ReadOnlySpan<double> weights)
    {
        const double closeEnough = SumTolerance / 2;
        ulong smallest = BitConverter.DoubleToUInt64Bits(SmallestNormal);
        var range = new Vector<ulong>(BitConverter.DoubleToUInt64Bits(1) - smallest);
        var zero = new Vector<ulong>(smallest);
        Vector<double> sums = Vector<double>.Zero;
        ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(weights);
        foreach (Vector<double> some in vectors)
        {
            Vector<ulong> bits = Vector.AsVectorUInt64(some);
            if (!Vector.LessThanOrEqualAll(Vector.ConditionalSelect(Vector.Equals(bits, Vector<ulong>.Zero), bits, bits - zero), range))
            {
                return false;
            }

            sums += some;
        }

        double sum = Vector.Sum(sums);
        foreach (double weight in weights[(vectors.Length * Vector<double>.Count)..])
        {
            if (!(BitConverter.DoubleToUInt64Bits(weight) == 0 || weight is >= SmallestNormal and <= 1))
            {
                return false;
            }

            sum += weight;
        }

        // 2^20 terms of at most 1 in all: a plain sum of them is off by less than 1.2e-10.
        return Math.Abs(sum - 1) <= closeEnough;
    }

    private static void FindFault(double[] weights, string source, string? remedy)
    {
        for (int item = 0; item < weights.Length; item++)
        {
            CheckWeight(weights[item], item, source);
        }

        double sum = CompensatedSum.Of(weights);
        if (!(Math.Abs(sum - 1) <= SumTolerance))
        {
            string allowed = remedy is null ? "1 within 1e-9" : "1 within 1e-9; " + remedy;
            throw new BadDataException(source, "sum of the weights", Text(sum), allowed);
        }
    }

    private static void CheckWeight(double weight, int item, string source)
    {
        bool negative = double.IsNegative(weight);
        bool subnormal = weight != 0 && Math.Abs(weight) < SmallestNormal;
        if (!double.IsFinite(weight) || negative || subnormal || weight > 1 + SumTolerance)
        {
            string value = weight == 0 ? "-0.0" : Text(weight);
            throw new BadDataException(source, $"item {item}", value, "0 (not -0.0), or 2.3e-308 to 1");
        }
    }

    private string ComputeDigest()
    {
        if (BitConverter.IsLittleEndian)
        {
            return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<double>(weights)));
        }

        byte[] bytes = new byte[sizeof(double) * weights.Length];
        for (int item = 0; item < weights.Length; item++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(sizeof(double) * item), weights[item]);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
