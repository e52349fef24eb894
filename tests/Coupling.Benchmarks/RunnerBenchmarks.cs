using BenchmarkDotNet.Attributes;
using Coupling.Cli.Benching;
using Coupling.Protocols;

namespace Coupling.Benchmarks;

/// <summary>One round of each mode that speaks, both sides in memory, in batches of 4096.</summary>
[MemoryDiagnoser]
public class RunnerBenchmarks
{
    private const int Items = 1000;
    private const int Rounds = 4096;

    private IDraw draw = null!;

    [Params("repair:8", "repair-grouped:8", "lowcomm:1e-3", "index", "budget:4", "optimal:cached", "optimal+bfloat16")]
    public string Mode { get; set; } = string.Empty;

    [GlobalSetup]
    public void Open() => draw = IDraw.Of(ProtocolCatalog.Parse(Mode), BenchPair.Staying(Items));

    [Benchmark(OperationsPerInvoke = Rounds)]
    public void Converse() => draw.Draw(Rounds);
}
