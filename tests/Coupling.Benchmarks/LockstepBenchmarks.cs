using BenchmarkDotNet.Attributes;
using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Benchmarks;

/// <summary>One round of a conversing mode in memory, both sides, against the size of the batch.</summary>
public class LockstepBenchmarks
{
    private const int Rounds = 4096;

    private readonly PartyContext alice = new(Role.Alice, new ConstantRows(Generators.Zipf(1, 50)), seed: 1);
    private readonly PartyContext bob = new(Role.Bob, new ConstantRows(Generators.Zipf(1.5, 50)), seed: 1);

    [Params(1, 64, 4096)]
    public int Batch { get; set; }

    [Params("repair:0", "repair:8")]
    public string Mode { get; set; } = string.Empty;

    [Benchmark(OperationsPerInvoke = Rounds)]
    public long Converse()
    {
        Protocol protocol = ProtocolCatalog.Parse(Mode);
        long agreements = 0;
        for (int start = 0; start < Rounds; start += Batch)
        {
            LocalResult drawn = LocalPair.Run(protocol, alice, bob, new RoundRange(start, Batch));
            agreements += drawn.Alice.Zip(drawn.Bob).LongCount(pair => pair.First == pair.Second);
        }

        return agreements;
    }
}
