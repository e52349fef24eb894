using System.Security.Cryptography;
using Coupling.Coordination.Tallies;

namespace Coupling.Coordination.Tests.Tallies;

/// <summary>Against a computation that was written from the description alone.</summary>
public class BlockDigestTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(4095, 1)]
    [InlineData(4096, 1)]
    [InlineData(4097, 1)]
    [InlineData(10_000, 1)]
    [InlineData(10_000, 64)]
    [InlineData(8192, 4096)]
    [InlineData(9000, 8192)]
    public void The_digest_is_what_its_description_says(int rounds, int unitRounds)
    {
        int[] alice = [.. Enumerable.Range(0, rounds).Select(round => round * 7 % 1001)];
        int[] bob = [.. Enumerable.Range(0, rounds).Select(round => round * 5 % 1003)];
        using var digest = new BlockDigest();
        for (int round = 0; round < rounds; round++)
        {
            digest.AddRound(alice[round], bob[round]);
            if (EndsUnit(round, rounds, unitRounds))
            {
                digest.AddUnit(BitsForth(round), BitsBack(round));
            }
        }

        (string both, string aliceOnly, string bobOnly) = digest.Finish();

        Assert.Equal(Described(rounds, block => Block(block, alice, bob, rounds, unitRounds)), both);
        Assert.Equal(Described(rounds, block => [.. Samples(alice, block)]), aliceOnly);
        Assert.Equal(Described(rounds, block => [.. Samples(bob, block)]), bobOnly);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4096)]
    [InlineData(1, 9999)]
    [InlineData(64, 64)]
    [InlineData(64, 6400)]
    [InlineData(8192, 8192)]
    public void Rounds_that_are_added_together_have_the_digest_of_single_ones(int unitRounds, int batchRounds)
    {
        const int all = 20_000;
        using var together = new BlockDigest();
        using var silent = new BlockDigest();
        using var single = new BlockDigest();
        using var singleSilent = new BlockDigest();
        for (int first = 0; first < all; first += batchRounds)
        {
            int[] rounds = [.. Enumerable.Range(first, Math.Min(batchRounds, all - first))];
            int[] bob = [.. rounds.Select(round => round % 9)];
            int[] ends = [.. rounds.Where(round => EndsUnit(round, all, unitRounds))];
            together.Add(rounds, bob, unitRounds, ends, [.. ends.Select(round => round % 3)]);
            silent.Add(rounds, bob, unitRounds, [], []);
            foreach (int round in rounds)
            {
                single.AddRound(round, round % 9);
                singleSilent.AddRound(round, round % 9);
                if (EndsUnit(round, all, unitRounds))
                {
                    single.AddUnit((ulong)round, (ulong)(round % 3));
                    singleSilent.AddUnit(0, 0);
                }
            }
        }

        Assert.Equal(single.Finish(), together.Finish());
        Assert.Equal(singleSilent.Finish(), silent.Finish());
    }

    [Fact]
    public void No_rounds_have_the_digest_of_nothing()
    {
        using var digest = new BlockDigest();
        string nothing = Convert.ToHexStringLower(SHA256.HashData([]));
        Assert.Equal((nothing, nothing, nothing), digest.Finish());
    }

    [Fact]
    public void One_bit_more_or_one_sample_swapped_is_another_digest()
    {
        string[] digests = [Of([1, 2], 5), Of([1, 2], 6), Of([2, 1], 5)];
        Assert.Equal(3, digests.Distinct().Count());

        static string Of(int[] samples, ulong bits)
        {
            using var digest = new BlockDigest();
            Array.ForEach(samples, sample => digest.AddRound(sample, 0));
            digest.AddUnit(bits, 0);
            return digest.Finish().Both;
        }
    }

    private static string Described(int rounds, Func<int, byte[]> contents)
    {
        int blocks = (rounds + 4095) / 4096;
        return Convert.ToHexStringLower(SHA256.HashData(
            [.. Enumerable.Range(0, blocks).SelectMany(block => SHA256.HashData(contents(block)))]));
    }

    private static byte[] Block(int block, int[] alice, int[] bob, int rounds, int unitRounds)
    {
        IEnumerable<byte> units = Enumerable.Range(block * 4096, 4096)
            .Where(round => round < rounds && EndsUnit(round, rounds, unitRounds))
            .SelectMany(round => LittleEndian(BitsForth(round)).Concat(LittleEndian(BitsBack(round))));
        return [.. Samples(alice, block), .. Samples(bob, block), .. units];
    }

    private static IEnumerable<byte> Samples(int[] samples, int block) =>
        samples.Skip(block * 4096).Take(4096).SelectMany(sample => LittleEndian((ulong)sample).Take(4));

    private static IEnumerable<byte> LittleEndian(ulong value) =>
        Enumerable.Range(0, 8).Select(place => (byte)(value >> (8 * place)));

    private static bool EndsUnit(int round, int rounds, int unitRounds) => (round + 1) % unitRounds == 0 || round + 1 == rounds;

    private static ulong BitsForth(int round) => ((ulong)round << 33) + 1;

    private static ulong BitsBack(int round) => (ulong)round;
}
