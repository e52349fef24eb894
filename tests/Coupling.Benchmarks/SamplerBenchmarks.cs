using BenchmarkDotNet.Attributes;
using Coupling.Benchmarks.Comparing;
using Coupling.Cli.Benching;
using Coupling.Distributions;
using Coupling.Protocols;

namespace Coupling.Benchmarks;

/// <summary>One sample of one party of each silent mode, against n, the shape of P and whether P stays. Quote ratios of one run, never a lone time.</summary>
public class SamplerBenchmarks
{
    /// <summary>As many as a run draws at once.</summary>
    private const int Rounds = 4096;

    private SilentDraw draw = null!;

    [Params("gumbel", "minhash", "inverse-cdf")]
    public string Mode { get; set; } = string.Empty;

    [Params(1000, 32_000, 128_256)]
    public int Items { get; set; }

    [Params(Shape.Zipf, Shape.Dirichlet)]
    public string P { get; set; } = string.Empty;

    [GlobalSetup(Target = nameof(Staying))]
    public void HoldOne() => Hold(new ConstantRows(Shape.Of(P, Items)));

    [GlobalSetup(Target = nameof(Changing))]
    public void HoldMany() => Hold(Shape.Changing(P, Items));

    [Benchmark(Baseline = true, OperationsPerInvoke = Rounds)]
    public void Staying() => draw.Draw(Rounds);

    [Benchmark]
    public void Changing() => draw.Draw(1);

    private void Hold(IRows rows) =>
        draw = new SilentDraw((SilentProtocol)ProtocolCatalog.Parse(Mode), new PartyContext(Role.Alice, rows, seed: 1));
}
