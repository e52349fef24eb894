using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;
using Coupling.Theory;

namespace Coupling.Conformance;

/// <summary>What `index` promises beyond the contract of all modes: its bits, over many pairs of P and prior.</summary>
public class IndexTests
{
    private const ulong Seed = 20240807;
    private const double Rounding = 1e-6;

    private static readonly IndexCoding Index = new();

    public static TheoryData<string> PairNames => ProtocolContract.PairNames;

    /// <summary>n, how P differs from the prior R, and by how many bits of KL about; rounds by the cost of a round.</summary>
    public static TheoryData<int, string, double> Cases
    {
        get
        {
            var data = new TheoryData<int, string, double>();
            foreach (int n in (int[])[2, 3, 9, 16, 33, 200, 2000, 50_000])
            {
                foreach (string kind in (string[])["tilted", "spiked", "part", "two levels"])
                {
                    foreach (double divergence in (double[])[0, 0.1, 1, 2, 2.99])
                    {
                        data.Add(n, kind, divergence);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_mean_is_at_most_4_bits_above_KL_and_no_round_2_above_an_items_number(int n, string kind, double divergence)
    {
        (double[] p, double[] r) = Pair(n, kind, divergence);
        double kl = KullbackLeibler.Bits(p, r);
        Assert.InRange(kl, 0, 3);
        Assert.InRange(IndexBits.AtMost(p, r), 0, (IndexBits.PerBitOfDivergence * kl) + IndexBits.BesideDivergence);

        int rounds = n <= 2000 ? 2000 : 100;
        LocalResult drawn = Run(p, r, rounds);
        Assert.Equal(drawn.Alice, drawn.Bob);
        Assert.InRange(drawn.AliceToBob.Max(), 1, Math.Ceiling(Math.Log2(n)) + 2);
        Assert.InRange(drawn.AliceToBob.Average(), 1, kl + 4);
        Assert.InRange(drawn.AliceToBob.Average(), 1, IndexBits.AtMost(p, r) + (5 * StandardError(drawn.AliceToBob)) + Rounding);
        Assert.All(drawn.BobToAlice, bits => Assert.Equal(0, bits));
    }

    [Theory]
    [MemberData(nameof(PairNames))]
    public void The_mean_is_the_exact_one(string pairName)
    {
        TestPair pair = TestPairs.Named(pairName);
        LocalResult drawn = LocalPair.Run(Index, pair.Party(Role.Alice, Seed), pair.Party(Role.Bob, Seed), new RoundRange(0, 20_000));
        double error = StandardError(drawn.AliceToBob);
        double exact = IndexBits.Exactly(pair.P, pair.Q);
        Assert.InRange(drawn.AliceToBob.Average(), exact - (5 * error) - Rounding, exact + (5 * error) + Rounding);
        Assert.InRange(exact, 0, IndexBits.AtMost(pair.P, pair.Q) + Rounding);
    }

    /// <summary>Nothing to say but that it is so.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(5000)]
    public void A_prior_equal_to_P_costs_one_bit(int n)
    {
        double[] r = Prior(n);
        Assert.All(Run(r, r, 100).AliceToBob, bits => Assert.Equal(1, bits));
    }

    [Fact]
    public void A_prior_without_her_items_costs_their_numbers()
    {
        LocalResult drawn = Run([0, 0, 0, 0.5, 0.5], [0.4, 0.3, 0.3, 0, 0], 1000);
        Assert.Equal(drawn.Alice, drawn.Bob);
        Assert.All(drawn.AliceToBob, bits => Assert.Equal(3 + 2, bits));
    }

    [Fact]
    public void The_largest_alphabet_works()
    {
        const int n = Row.MaximumLength;
        (double[] p, double[] r) = Pair(n, "part", 9);
        LocalResult drawn = Run(p, r, 6);
        Assert.Equal(drawn.Alice, drawn.Bob);
        Assert.InRange(drawn.AliceToBob.Max(), 9, 22);
    }

    private static LocalResult Run(double[] p, double[] r, int rounds)
    {
        Row prior = Row.FromWeights([.. r], "prior");
        return LocalPair.Run(
            Index,
            new PartyContext(Role.Alice, Row.FromWeights([.. p], "P"), Seed) { Prior = prior },
            new PartyContext(Role.Bob, Row.FromWeights([.. r], "Q"), Seed) { Prior = prior },
            new RoundRange(0, rounds));
    }

    private static double StandardError(long[] bits)
    {
        double mean = bits.Average();
        return Math.Sqrt(bits.Sum(bit => (bit - mean) * (bit - mean)) / bits.Length / bits.Length);
    }

    /// <summary>P and R of about this divergence; less, if n items cannot have it, or the kind cannot.</summary>
    private static (double[] P, double[] R) Pair(int n, string kind, double divergence)
    {
        double[] r = kind == "tilted" ? Prior(n) : [.. Enumerable.Repeat(1.0 / n, n)];
        double low = 0;
        double high = 1;
        double[] p = r;
        for (int step = 0; step < 24; step++)
        {
            double strength = (low + high) / 2;
            double[] tried = Altered(r, kind, strength);
            double kl = KullbackLeibler.Bits(tried, r);
            (low, high, p) = kl <= divergence ? (strength, high, tried) : (low, strength, p);
        }

        return (p, r);
    }

    /// <summary>P of a strength 0 (P = R) to 1.</summary>
    private static double[] Altered(double[] r, string kind, double strength)
    {
        int n = r.Length;
        return Normalised(kind switch
        {
            // Every item its own factor, over many orders of magnitude.
            "tilted" => r.Select((weight, item) => weight * Math.Exp(12 * strength * Noise(item, 1))),

            // One item of a large share, the rest as it was: what costs most beside its divergence.
            "spiked" => r.Select((weight, item) => item == n / 2 ? weight + (strength * n) : weight),

            // Uniform on a part.
            "part" => r.Select((weight, item) => item >= (int)(n * strength) ? weight : 0),

            // A few per mille of the items, so many times as likely.
            _ => r.Select((weight, item) => item % 400 == 1 ? weight * Math.Exp(14 * strength) : weight),
        });
    }

    private static double[] Prior(int n) => Normalised(Enumerable.Range(0, n).Select(item => Math.Exp(1.5 * Noise(item, 2)) / (1 + (item % 97))));

    private static double Noise(int item, uint use) =>
        (2 * OpenUniform.FromBits(Philox4x32.Block(use, (uint)item, 0, 0, 0).Low)) - 1;

    private static double[] Normalised(IEnumerable<double> weights)
    {
        double[] all = [.. weights];
        double total = all.Sum();
        return [.. all.Select(weight => weight / total)];
    }
}
