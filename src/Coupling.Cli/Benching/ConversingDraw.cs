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
    private readonly int batch;
    private readonly int[] ofAlice;
    private readonly int[] ofBob;
    private long next;

    public ConversingDraw(ConversingProtocol protocol, BenchPair pair)
    {
        this.protocol = protocol;
        alice = protocol.Open(pair.Alice);
        bob = protocol.Open(pair.Bob);
        batch = BatchLimits.Rounds(protocol, UsualBatch, pair.Alice.AlphabetSize);
        ofAlice = new int[batch];
        ofBob = new int[batch];
        LocalPair.Exchange(
            new BatchRunner(Role.Alice, 1, (_, wire) => alice.SetUpAsync(wire)),
            new BatchRunner(Role.Bob, 1, (_, wire) => bob.SetUpAsync(wire)));
    }

    public int Most => Math.Max(UsualBatch, protocol.UnitRounds);

    public int Parties => 2;

    /// <inheritdoc/>
    /// <remarks>In batches as of a run. Less than a unit is a unit that is cut short, as the last of a run may be.</remarks>
    public void Draw(int rounds)
    {
        for (int drawn = 0; drawn < rounds; drawn += batch)
        {
            int count = Math.Min(batch, rounds - drawn);
            long first = (next + protocol.UnitRounds - 1) / protocol.UnitRounds * protocol.UnitRounds;
            var range = new RoundRange(first, count);
            LocalPair.Exchange(
                UnitBatch.Create(Role.Alice, protocol, alice, range, ofAlice.AsMemory(0, count)),
                UnitBatch.Create(Role.Bob, protocol, bob, range, ofBob.AsMemory(0, count)));
            next = first + count;
        }
    }
}
