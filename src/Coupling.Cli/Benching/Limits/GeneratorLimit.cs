using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Coupling.Coins;

namespace Coupling.Cli.Benching.Limits;

/// <summary>Blocks of the generator and nothing else: what a sampler cannot beat that asks for randomness for every item.</summary>
internal sealed class GeneratorLimit
{
    private const ulong Key = 1;

    private readonly PhiloxLanes lanes = new(Key);

    /// <summary>The bits of all blocks in one word, so that none of them can be left out.</summary>
    /// <param name="blocks">How many.</param>
    /// <param name="round">Any.</param>
    public ulong Fold(int blocks, uint round)
    {
        int done = 0;
        ulong folded = 0;
        if (InstructionPath.IsAvx512)
        {
            Span<Vector512<ulong>> some = stackalloc Vector512<ulong>[4];
            Vector512<ulong> sum = Vector512<ulong>.Zero;
            Vector512<ulong> half = Vector512.Create((ulong)Vector512<ulong>.Count);
            Vector512<ulong> counter = Vector512<ulong>.Indices;
            for (; done <= blocks - (2 * Vector512<ulong>.Count); done += 2 * Vector512<ulong>.Count)
            {
                lanes.Sixteen(counter, counter + half, round, some);
                sum ^= some[0] ^ some[1] ^ some[2] ^ some[3];
                counter += half + half;
            }

            folded = Vector512.Sum(sum);
        }
        else if (Avx2.IsSupported)
        {
            Span<Vector256<ulong>> some = stackalloc Vector256<ulong>[4];
            Vector256<ulong> sum = Vector256<ulong>.Zero;
            Vector256<ulong> half = Vector256.Create((ulong)Vector256<ulong>.Count);
            Vector256<ulong> counter = Vector256<ulong>.Indices;
            for (; done <= blocks - (2 * Vector256<ulong>.Count); done += 2 * Vector256<ulong>.Count)
            {
                lanes.Eight(counter, counter + half, round, some);
                sum ^= some[0] ^ some[1] ^ some[2] ^ some[3];
                counter += half + half;
            }

            folded = Vector256.Sum(sum);
        }

        for (; done < blocks; done++)
        {
            (ulong low, ulong high) = Philox4x32.Block(Key, (uint)done, 0, round, 0);
            folded ^= low ^ high;
        }

        return folded;
    }
}
