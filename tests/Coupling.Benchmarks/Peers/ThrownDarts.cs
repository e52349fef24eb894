using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Coupling.Cli.Benching;
using Coupling.Cli.Benching.Limits;
using Coupling.Coins;

namespace Coupling.Benchmarks.Peers;

/// <summary>
/// Weighted minhash as in the literature: shared darts fall one after another on a uniform item at a uniform height; the first below its
/// item's weight wins. n darts per sample in expectation, a block of Philox4x32-10 each, vectors where there are any.
/// </summary>
internal sealed class ThrownDarts(double[] weights)
{
    private const ulong Seed = 1;
    private const double Step = 1.0 / (1UL << 52);

    private readonly PhiloxLanes lanes = new(Seed);

    public int Sample(long round) =>
        InstructionPath.IsAvx512 ? Sample512(round) : Avx2.IsSupported ? Sample256(round) : SampleScalar(round);

    private unsafe int Sample512(long round)
    {
        var n = Vector512.Create((double)weights.Length);
        var half = Vector512.Create((ulong)Vector512<ulong>.Count);
        Vector512<ulong> dart = Vector512<ulong>.Indices;
        Span<Vector512<ulong>> blocks = stackalloc Vector512<ulong>[4];
        fixed (double* p = weights)
        {
            while (true)
            {
                lanes.Sixteen(dart, dart + half, (uint)round, blocks);
                for (int place = 0; place < 4; place += 2)
                {
                    Vector256<int> items = Avx512F.ConvertToVector256Int32WithTruncation(Uniform(blocks[place]) * n);
                    Vector512<double> below = Vector512.Create(
                        Avx2.GatherVector256(p, items.GetLower(), sizeof(double)),
                        Avx2.GatherVector256(p, items.GetUpper(), sizeof(double)));
                    ulong hits = Vector512.LessThan(Uniform(blocks[place + 1]), below).ExtractMostSignificantBits();
                    if (hits != 0)
                    {
                        return items[(int)ulong.TrailingZeroCount(hits)];
                    }
                }

                dart += half + half;
            }
        }
    }

    private unsafe int Sample256(long round)
    {
        var n = Vector256.Create((double)weights.Length);
        var half = Vector256.Create((ulong)Vector256<ulong>.Count);
        Vector256<ulong> dart = Vector256<ulong>.Indices;
        Span<Vector256<ulong>> blocks = stackalloc Vector256<ulong>[4];
        fixed (double* p = weights)
        {
            while (true)
            {
                lanes.Eight(dart, dart + half, (uint)round, blocks);
                for (int place = 0; place < 4; place += 2)
                {
                    Vector128<int> items = Avx.ConvertToVector128Int32WithTruncation(Uniform(blocks[place]) * n);
                    Vector256<double> below = Avx2.GatherVector256(p, items, sizeof(double));
                    uint hits = Vector256.LessThan(Uniform(blocks[place + 1]), below).ExtractMostSignificantBits();
                    if (hits != 0)
                    {
                        return items[(int)uint.TrailingZeroCount(hits)];
                    }
                }

                dart += half + half;
            }
        }
    }

    private int SampleScalar(long round)
    {
        for (uint dart = 0; ; dart++)
        {
            (ulong low, ulong high) = Philox4x32.Block(Seed, dart, 0, (uint)round, 0);
            int item = (int)((low >> 12) * Step * weights.Length);
            if ((high >> 12) * Step < weights[item])
            {
                return item;
            }
        }
    }

    private static Vector512<double> Uniform(Vector512<ulong> bits) =>
        ((bits >>> 12) | Vector512.Create(0x3FF0_0000_0000_0000UL)).AsDouble() - Vector512<double>.One;

    private static Vector256<double> Uniform(Vector256<ulong> bits) =>
        ((bits >>> 12) | Vector256.Create(0x3FF0_0000_0000_0000UL)).AsDouble() - Vector256<double>.One;
}
