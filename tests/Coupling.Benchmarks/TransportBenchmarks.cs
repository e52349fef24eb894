using BenchmarkDotNet.Attributes;
using Coupling.Cli.Benching.Limits;

namespace Coupling.Benchmarks;

/// <summary>The transport alone: a bundle over loopback gRPC in one direction, against its size, and a byte there and back.</summary>
public class TransportBenchmarks
{
    private const int Bundles = 2048;

    private LoopbackWire wire = null!;

    [GlobalSetup]
    public async Task ConnectAsync() => wire = await LoopbackWire.StartAsync();

    [GlobalCleanup]
    public async Task CloseAsync() => await wire.DisposeAsync();

    [Benchmark(OperationsPerInvoke = Bundles)]
    public Task OneKibibyte() => wire.StreamAsync(1 << 10, Bundles);

    [Benchmark(OperationsPerInvoke = Bundles)]
    public Task SixteenKibibytes() => wire.StreamAsync(1 << 14, Bundles);

    [Benchmark(OperationsPerInvoke = Bundles)]
    public Task SixtyFourKibibytes() => wire.StreamAsync(1 << 16, Bundles);

    [Benchmark(OperationsPerInvoke = Bundles)]
    public Task ThereAndBack() => wire.PingPongAsync(Bundles);
}
