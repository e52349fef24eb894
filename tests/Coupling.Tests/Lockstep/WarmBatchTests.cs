using System.Runtime.CompilerServices;
using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Lockstep;
using Coupling.Pooling;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Tests;

public class WarmBatchTests
{
    private const int BatchRounds = 4096;

    /// <summary>An object has at least 24 bytes: one per round, or per wait of a round, would be seen.</summary>
    private const double MostBytesPerRound = 4;

    /// <summary>What a conversation costs but for its sampling: turns that wait several times, in nested methods, and say several values.</summary>
    [Fact]
    public void Rounds_of_a_warm_batch_allocate_nothing() =>
        Assert.InRange(BytesPerRound(new Talk(), Rows.Of(0.5, 0.5)), 0, MostBytesPerRound);

    private static double BytesPerRound(ConversingProtocol protocol, Row row)
    {
        var alice = new Side(protocol, Role.Alice, row);
        var bob = new Side(protocol, Role.Bob, row);
        LocalPair.Exchange(alice.SetUp, bob.SetUp);
        long before = 0;
        for (int batch = 0; batch < 3; batch++)
        {
            var rounds = new RoundRange(batch * BatchRounds, BatchRounds);
            before = GC.GetAllocatedBytesForCurrentThread();
            LocalPair.Exchange(alice.Next(rounds), bob.Next(rounds));
        }

        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / BatchRounds;
    }

    private sealed class Side(ConversingProtocol protocol, Role role, Row row)
    {
        private readonly IConversation conversation = protocol.Open(Rows.Party(role, row));
        private readonly SettingTally settings = new();
        private readonly int[] samples = new int[BatchRounds];
        private BatchRunner? runner;

        public BatchRunner SetUp => new(role, 1, (_, wire) => conversation.SetUpAsync(wire));

        public BatchRunner Next(RoundRange rounds) =>
            runner = UnitBatch.Create(role, protocol, conversation, rounds, samples, settings, over: runner);
    }

    /// <summary>Three turns each, of values that are waited for one by one.</summary>
    private sealed class Talk : ConversingProtocol
    {
        public override string Name => "talk";

        public override string CoinsFor(long roundsPerPair) => "none";

        public override long LargestMessageBits(int alphabetSize) => 64;

        public override IConversation Open(PartyContext party) => party.Role == Role.Alice ? new Asking() : new Answering();

        private sealed class Asking : IConversation
        {
            [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
            public async ValueTask ConverseAsync(Unit unit, IBitWire wire)
            {
                for (int turn = 0; turn < 3; turn++)
                {
                    wire.Send((ulong)unit.Rounds.First & 0xff, 8);
                    wire.SendUnary(turn);
                    ulong heard = await wire.ReceiveAsync(1).ConfigureAwait(false);
                    unit.Samples.Span[0] = (int)heard;
                }
            }
        }

        private sealed class Answering : IConversation
        {
            [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
            public async ValueTask ConverseAsync(Unit unit, IBitWire wire)
            {
                for (int turn = 0; turn < 3; turn++)
                {
                    ulong heard = await HearAsync(wire).ConfigureAwait(false);
                    wire.Send(heard & 1, 1);
                }
            }

            [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
            private static async ValueTask<ulong> HearAsync(IBitWire wire) =>
                await wire.ReceiveAsync(8).ConfigureAwait(false) + (ulong)await wire.ReceiveUnaryAsync().ConfigureAwait(false);
        }
    }
}
