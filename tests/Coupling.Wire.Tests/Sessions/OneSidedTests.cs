using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Wire.Sessions;
using Coupling.Wire.V1;

namespace Coupling.Wire.Tests.Sessions;

/// <summary>A mode in which only one side speaks ends its batches as fast as it can say them: nothing but the session holds it back.</summary>
public class OneSidedTests
{
    private const int Batches = 100;
    private const int WordsOfABundle = BundlePacker.BundlePayloadBytes / sizeof(ulong);

    [Theory]
    [InlineData(Role.Alice, 1)]
    [InlineData(Role.Alice, 3)]
    [InlineData(Role.Bob, 2)]
    public async Task A_side_that_only_speaks_does_not_say_it_all_into_memory(Role speaker, int inFlight)
    {
        var pair = new MemoryPair(capacity: 1);
        var slow = new SlowTransport(speaker == Role.Alice ? pair.Alice : pair.Bob);
        await using var speaking = new WireSession(slow, new SessionMeter());
        await using var listening = new WireSession(speaker == Role.Alice ? pair.Bob : pair.Alice, new SessionMeter());
        Role listener = speaker == Role.Alice ? Role.Bob : Role.Alice;
        long mostHeld = 0;
        var spoken = new KeptBatches(Batches, index =>
        {
            mostHeld = Math.Max(mostHeld, index + 1 - slow.Sent);
            return new BatchRunner(speaker, 1, (_, wire) =>
            {
                for (int word = 0; word < WordsOfABundle; word++)
                {
                    wire.Send((ulong)word, 64);
                }

                return ValueTask.CompletedTask;
            });
        });
        var heard = new KeptBatches(Batches, _ => new BatchRunner(listener, 1, async (_, wire) =>
        {
            for (int word = 0; word < WordsOfABundle; word++)
            {
                await wire.ReceiveAsync(64);
            }
        }));

        await Task.WhenAll(
            speaking.ConductAsync(spoken, inFlight, CancellationToken.None),
            listening.ConductAsync(heard, inFlight, CancellationToken.None)).WaitAsync(TimeSpan.FromSeconds(20));

        // As many wait to be packed, and as many to leave, as may be under way.
        Assert.InRange(mostHeld, 1, 2 * inFlight);
        Assert.Equal(Batches, slow.Sent);
        Assert.Equal(64L * WordsOfABundle * Batches, spoken.SentBits().Sum());
    }

    [Fact]
    public async Task A_side_that_has_said_all_pulses_while_it_leaves()
    {
        const int Bundles = 50;
        var pair = new MemoryPair(capacity: 1);
        var slow = new SlowTransport(pair.Alice);
        await using var speaking = new WireSession(slow, new SessionMeter());
        await using var listening = new WireSession(pair.Bob, new SessionMeter());
        var shouts = new Shouts(Bundles * WordsOfABundle);
        var spoken = new KeptBatches(1, _ => new BatchRunner(Role.Alice, 1, (_, wire) => shouts.SayAllAsync(wire)));
        var heard = new KeptBatches(1, _ => new BatchRunner(Role.Bob, 1, (_, wire) => shouts.HearAllAsync(wire)));

        await Task.WhenAll(
            speaking.ConductAsync(spoken, 1, CancellationToken.None),
            listening.ConductAsync(heard, 1, CancellationToken.None)).WaitAsync(TimeSpan.FromSeconds(20));

        // Whoever listens for them would otherwise take a side for dead whose last words take long.
        Assert.True(slow.Sent >= Bundles && spoken.Pulses >= slow.Sent);
    }

    private sealed class SlowTransport(IBundleTransport transport) : IBundleTransport
    {
        public int Sent { get; private set; }

        public async Task SendAsync(Bundle bundle, CancellationToken cancellationToken)
        {
            Sent++;
            await Task.Delay(1, cancellationToken);
            await transport.SendAsync(bundle, cancellationToken);
        }

        public Task<Bundle?> ReceiveAsync(CancellationToken cancellationToken) => transport.ReceiveAsync(cancellationToken);
    }
}
