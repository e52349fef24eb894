using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Cli.Benching;

/// <summary>Both parties of a mode that speaks, on one thread: frames are handed over in memory, so that only the parties' own work is left.</summary>
internal sealed class ConversingDraw : IDraw
{
    private const int UsualBatch = 4096;

    private readonly ConversingProtocol protocol;
    private readonly IConversation alice;
    private readonly IConversation bob;
    private readonly int[] ofAlice;
    private readonly int[] ofBob;
    private long next;

    public ConversingDraw(ConversingProtocol protocol, BenchPair pair)
    {
        this.protocol = protocol;
        alice = protocol.Open(pair.Alice);
        bob = protocol.Open(pair.Bob);
        Batch = BatchLimits.Rounds(protocol, UsualBatch, pair.Alice.AlphabetSize);
        ofAlice = new int[Batch];
        ofBob = new int[Batch];
        LocalPair.Exchange(
            new BatchRunner(Role.Alice, 1, (_, wire) => alice.SetUpAsync(wire)),
            new BatchRunner(Role.Bob, 1, (_, wire) => bob.SetUpAsync(wire)));
    }

    public int Batch { get; }

    public int Parties => 2;

    /// <inheritdoc/>
    /// <remarks>In batches as of a run.</remarks>
    public void Draw(int rounds)
    {
        for (int drawn = 0; drawn < rounds; drawn += Batch)
        {
            int count = Math.Min(Batch, rounds - drawn);
            long first = (next + protocol.UnitRounds - 1) / protocol.UnitRounds * protocol.UnitRounds;
            var range = new RoundRange(first, count);
            LocalPair.Exchange(
                UnitBatch.Create(Role.Alice, protocol, alice, range, ofAlice.AsMemory(0, count)),
                UnitBatch.Create(Role.Bob, protocol, bob, range, ofBob.AsMemory(0, count)));
            next = first + count;
        }
    }
}
