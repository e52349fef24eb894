using Coupling.Bits;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Lockstep;

/// <summary>Both parties in one place, frames handed over in memory. The wire is the same; only the distance is missing.</summary>
public static class LocalPair
{
    /// <summary>Draws coupled samples of a range of rounds.</summary>
    /// <exception cref="WireProtocolException">The parties wait for each other, or one broke the protocol.</exception>
    public static LocalResult Run(Protocol protocol, PartyContext alice, PartyContext bob, RoundRange rounds)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        var a = new int[rounds.Count];
        var b = new int[rounds.Count];
        switch (protocol)
        {
            case SilentProtocol silent:
                silent.CreateSampler(alice).Sample(rounds, a);
                silent.CreateSampler(bob).Sample(rounds, b);
                return new LocalResult(a, b, [], [], 0);
            case ConversingProtocol conversing:
                IConversation aliceSide = conversing.Open(alice);
                IConversation bobSide = conversing.Open(bob);
                var aliceSetUp = new BatchRunner(Role.Alice, 1, (_, wire) => aliceSide.SetUpAsync(wire));
                var bobSetUp = new BatchRunner(Role.Bob, 1, (_, wire) => bobSide.SetUpAsync(wire));
                Exchange(aliceSetUp, bobSetUp);
                var aliceSettings = new SettingTally();
                var bobSettings = new SettingTally();
                BatchRunner aliceBatch = UnitBatch.Create(Role.Alice, conversing, aliceSide, rounds, a, aliceSettings);
                BatchRunner bobBatch = UnitBatch.Create(Role.Bob, conversing, bobSide, rounds, b, bobSettings);
                Exchange(aliceBatch, bobBatch);
                return new LocalResult(
                    a, b, SentBits(aliceBatch), SentBits(bobBatch), aliceBatch.TurnsSpoken + bobBatch.TurnsSpoken)
                {
                    SetUpBits = aliceSetUp.SentBits(0) + bobSetUp.SentBits(0),
                    AliceSettings = aliceSettings.Rounds,
                    BobSettings = bobSettings.Rounds,
                };
            default:
                throw new ArgumentException($"{protocol.Name} is neither silent nor conversing.", nameof(protocol));
        }
    }

    /// <summary>Moves frames between two sides until both have ended.</summary>
    /// <exception cref="WireProtocolException">Both wait, or one broke the protocol.</exception>
    public static void Exchange(BatchRunner alice, BatchRunner bob)
    {
        ArgumentNullException.ThrowIfNull(alice);
        ArgumentNullException.ThrowIfNull(bob);
        Frame? toBob = alice.Start();
        Frame? toAlice = bob.Start();
        while (toBob is not null || toAlice is not null)
        {
            if (toBob is { } question)
            {
                if (toAlice is not null)
                {
                    throw new WireProtocolException("Both sides speak at once.");
                }

                toBob = null;
                toAlice = bob.Deliver(question);
            }
            else
            {
                Frame answer = toAlice!.Value;
                toAlice = null;
                toBob = alice.Deliver(answer);
            }
        }

        if (!alice.IsComplete || !bob.IsComplete)
        {
            throw new WireProtocolException("Both sides wait for bits: the conversation cannot end.");
        }
    }

    private static long[] SentBits(BatchRunner batch) => [.. Enumerable.Range(0, batch.Units).Select(batch.SentBits)];
}
