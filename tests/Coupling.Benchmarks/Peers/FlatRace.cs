using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Coupling.Cli.Benching;
using Coupling.Cli.Benching.Limits;
using Coupling.Coins;

namespace Coupling.Benchmarks.Peers;

/// <summary>
/// The flat race: one pass over P, a block of Philox4x32-10 for every two items, no logarithm unless an item may win (E ≥ v = 1 − u),
/// one branch per 64 items. As shared and as exact as `race.item-v1`, with another layout.
/// </summary>
internal sealed class FlatRace(double[] weights)
{
    private const int Stretch = 64;
    private const ulong Seed = 1;

    private readonly PhiloxLanes lanes = new(Seed);
    private readonly double[] uniforms = new double[Stretch];
    private int item;
    private double time;
    private double bound;

    public int Sample(long round)
    {
        time = double.PositiveInfinity;
        bound = double.PositiveInfinity;
        int start = 0;
        if (InstructionPath.IsAvx512)
        {
            for (; start <= weights.Length - Stretch; start += Stretch)
            {
                if (Draw512(start, round))
                {
                    Challenge(start, Stretch);
                }
            }
        }
        else if (Avx2.IsSupported)
        {
            for (; start <= weights.Length - Stretch; start += Stretch)
            {
                if (Draw256(start, round))
                {
                    Challenge(start, Stretch);
                }
            }
        }

        for (; start < weights.Length; start += 2)
        {
            (ulong low, ulong high) = Philox4x32.Block(Seed, (uint)start, 1, (uint)round, 0);
            uniforms[0] = OpenUniform.FromBits(low);
            uniforms[1] = OpenUniform.FromBits(high);
            Challenge(start, Math.Min(2, weights.Length - start));
        }

        return item;
    }

    private void Challenge(int start, int count)
    {
        for (int index = 0; index < count; index++)
        {
            if (uniforms[index] < bound * weights[start + index])
            {
                double arrival = Exponential.FromUniform(uniforms[index]) / weights[start + index];
                if (arrival < time)
                {
                    time = arrival;
                    bound = arrival * (1 + 1e-15);
                    item = start + index;
                }
            }
        }
    }

    private bool Draw512(int start, long round)
    {
        ReadOnlySpan<Vector512<double>> p = MemoryMarshal.Cast<double, Vector512<double>>(weights.AsSpan(start, Stretch));
        Span<Vector512<double>> v = MemoryMarshal.Cast<double, Vector512<double>>(uniforms.AsSpan());
        var limit = Vector512.Create(bound);
        Vector512<double> hit = Vector512<double>.Zero;
        Vector512<ulong> half = Vector512.Create((ulong)Vector512<ulong>.Count);
        Vector512<ulong> counter = Vector512<ulong>.Indices + Vector512.Create((ulong)start);
        Span<Vector512<ulong>> blocks = stackalloc Vector512<ulong>[4];
        for (int index = 0; index < v.Length; index += 4)
        {
            lanes.Sixteen(counter, counter + half, (uint)round, blocks);
            for (int place = 0; place < 4; place++)
            {
                Vector512<double> u = Uniform(blocks[place]);
                v[index + place] = u;
                hit |= Vector512.LessThan(u, limit * p[index + place]);
            }

            counter += half + half;
        }

        return hit.AsUInt64() != Vector512<ulong>.Zero;
    }

    private bool Draw256(int start, long round)
    {
        ReadOnlySpan<Vector256<double>> p = MemoryMarshal.Cast<double, Vector256<double>>(weights.AsSpan(start, Stretch));
        Span<Vector256<double>> v = MemoryMarshal.Cast<double, Vector256<double>>(uniforms.AsSpan());
        var limit = Vector256.Create(bound);
        Vector256<double> hit = Vector256<double>.Zero;
        Vector256<ulong> half = Vector256.Create((ulong)Vector256<ulong>.Count);
        Vector256<ulong> counter = Vector256<ulong>.Indices + Vector256.Create((ulong)start);
        Span<Vector256<ulong>> blocks = stackalloc Vector256<ulong>[4];
        for (int index = 0; index < v.Length; index += 4)
        {
            lanes.Eight(counter, counter + half, (uint)round, blocks);
            for (int place = 0; place < 4; place++)
            {
                Vector256<double> u = Uniform(blocks[place]);
                v[index + place] = u;
                hit |= Vector256.LessThan(u, limit * p[index + place]);
            }

            counter += half + half;
        }

        return hit.AsUInt64() != Vector256<ulong>.Zero;
    }

    private static Vector512<double> Uniform(Vector512<ulong> bits) =>
        ((bits >>> 12) | Vector512.Create(0x3FF0_0000_0000_0000UL)).AsDouble() - Vector512.Create(1 - OpenUniform.Smallest);

    private static Vector256<double> Uniform(Vector256<ulong> bits) =>
        ((bits >>> 12) | Vector256.Create(0x3FF0_0000_0000_0000UL)).AsDouble() - Vector256.Create(1 - OpenUniform.Smallest);
}
