using BenchmarkDotNet.Attributes;
using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Benchmarks;

/// <summary>
/// One round of a conversing mode in memory, both sides, against the size of the batch, in runners that were used before. Over two items
/// sampling is cheap, and most of it is turns; `optimal` says 64 bits an item.
/// </summary>
[MemoryDiagnoser]
public class LockstepBenchmarks
{
    private const int Rounds = 4096;

    private readonly int[] samples = new int[Rounds];
    private ConversingProtocol protocol = null!;
    private IConversation alice = null!;
    private IConversation bob = null!;
    private BatchRunner? aliceRunner;
    private BatchRunner? bobRunner;
    private long next;

    [Params(1, 64, 4096)]
    public int Batch { get; set; }

    [Params("repair:0", "repair:8", "optimal", "optimal:cached")]
    public string Mode { get; set; } = string.Empty;

    [Params(2, 50)]
    public int Items { get; set; }

    [GlobalSetup]
    public void Open()
    {
        protocol = (ConversingProtocol)ProtocolCatalog.Parse(Mode);
        alice = protocol.Open(new PartyContext(Role.Alice, new ConstantRows(Generators.Zipf(1, Items)), seed: 1));
        bob = protocol.Open(new PartyContext(Role.Bob, new ConstantRows(Generators.Zipf(1.5, Items)), seed: 1));
        LocalPair.Exchange(
            new BatchRunner(Role.Alice, 1, (_, wire) => alice.SetUpAsync(wire)), new BatchRunner(Role.Bob, 1, (_, wire) => bob.SetUpAsync(wire)));
    }

    [Benchmark(OperationsPerInvoke = Rounds)]
    public int Converse()
    {
        for (int start = 0; start < Rounds; start += Batch)
        {
            var rounds = new RoundRange(next, Batch);
            next += Batch;
            aliceRunner = UnitBatch.Create(Role.Alice, protocol, alice, rounds, samples.AsMemory(start, Batch), over: aliceRunner);
            bobRunner = UnitBatch.Create(Role.Bob, protocol, bob, rounds, samples.AsMemory(start, Batch), over: bobRunner);
            LocalPair.Exchange(aliceRunner, bobRunner);
        }

        return samples[0];
    }
}
