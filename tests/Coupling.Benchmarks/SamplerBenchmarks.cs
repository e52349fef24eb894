using BenchmarkDotNet.Attributes;
using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Benchmarks;

/// <summary>One sample of each sampler, against the number of items. Quote ratios of one run, never a lone time.</summary>
public class SamplerBenchmarks
{
    private const int Rounds = 256;

    private readonly int[] samples = new int[Rounds];
    private RaceSampler race = null!;
    private FirstDartSampler darts = null!;
    private InverseCdfSampler inverse = null!;
    private long next;

    [Params(50, 1000, 32000)]
    public int Items { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        var rows = new ConstantRows(Generators.Zipf(1, Items));
        race = new RaceSampler(rows, new PublicCoins(1));
        darts = new FirstDartSampler(rows, new PublicCoins(1));
        inverse = new InverseCdfSampler(rows, new UniformRoundV1(new PublicCoins(1)).Uniform);
    }

    [Benchmark(OperationsPerInvoke = Rounds)]
    public int Race() => Draw(race);

    [Benchmark(OperationsPerInvoke = Rounds)]
    public int FirstDart() => Draw(darts);

    [Benchmark(Baseline = true, OperationsPerInvoke = Rounds)]
    public int InverseCdf() => Draw(inverse);

    private int Draw(ISampler sampler)
    {
        sampler.Sample(new RoundRange(next, Rounds), samples);
        next += Rounds;
        return samples[0];
    }
}
