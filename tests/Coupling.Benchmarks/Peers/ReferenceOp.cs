using System.Numerics;
using System.Runtime.InteropServices;

namespace Coupling.Benchmarks.Peers;

/// <summary>
/// The literature's sampler, argmin of −log(u)/p in binary32, as one writes it in C# with vectors: a cheap generator (xorshift32 per lane),
/// a vector logarithm, one pass. Nothing is shared, exact or portable about it.
/// </summary>
internal sealed class ReferenceOp
{
    private readonly float[] weights;
    private Vector<uint> state;

    /// <param name="weights">P.</param>
    public ReferenceOp(ReadOnlySpan<double> weights)
    {
        this.weights = Array.ConvertAll(weights.ToArray(), weight => (float)weight);
        uint[] seeds = new uint[Vector<uint>.Count];
        for (int lane = 0; lane < seeds.Length; lane++)
        {
            seeds[lane] = 0x9E3779B9 * ((uint)lane + 1);
        }

        state = new Vector<uint>(seeds);
    }

    public int Sample()
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(weights.AsSpan());
        var best = new Vector<float>(float.PositiveInfinity);
        Vector<int> at = Vector<int>.Zero;
        for (int index = 0; index < vectors.Length; index++)
        {
            Vector<float> time = Times(vectors[index]);
            Vector<int> earlier = Vector.LessThan(time, best);
            best = Vector.ConditionalSelect(earlier, time, best);
            at = Vector.ConditionalSelect(earlier, new Vector<int>(index), at);
        }

        int item = 0;
        float first = float.PositiveInfinity;
        for (int lane = 0; lane < Vector<float>.Count; lane++)
        {
            (first, item) = best[lane] < first ? (best[lane], (at[lane] * Vector<float>.Count) + lane) : (first, item);
        }

        int done = vectors.Length * Vector<float>.Count;
        if (done < weights.Length)
        {
            Span<float> rest = stackalloc float[Vector<float>.Count];
            weights.AsSpan(done).CopyTo(rest);
            Vector<float> times = Times(new Vector<float>(rest));
            for (int lane = 0; lane < weights.Length - done; lane++)
            {
                (first, item) = times[lane] < first ? (times[lane], done + lane) : (first, item);
            }
        }

        return item;
    }

    private Vector<float> Times(Vector<float> p)
    {
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        Vector<float> u = Vector.AsVectorSingle((state >>> 9) | new Vector<uint>(0x3F80_0000)) - Vector<float>.One;
        return -Vector.Log(Vector<float>.One - u) / p;
    }
}
