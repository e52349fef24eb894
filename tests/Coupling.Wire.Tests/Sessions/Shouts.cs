using Coupling.Bits;
using Coupling.Lockstep;
using Coupling.Protocols;

namespace Coupling.Wire.Tests.Sessions;

/// <summary>A toy mode of two batches: Alice opens the first with many words, Bob the second; the other answers with one.</summary>
internal sealed record Shouts(int Words)
{
    private const int WordBits = 64;

    /// <summary>Payload of each direction.</summary>
    public long Bits => (Words + 1L) * WordBits;

    public KeptBatches BatchesOf(Role role) =>
        new(2, batch => new BatchRunner(role, 1, (_, wire) => ConverseAsync((int)batch == (int)role, wire)));

    /// <summary>The words of one side alone.</summary>
    public ValueTask SayAllAsync(IBitWire wire)
    {
        Say(wire, Words);
        return ValueTask.CompletedTask;
    }

    /// <summary>The other side of <see cref="SayAllAsync"/>.</summary>
    public ValueTask HearAllAsync(IBitWire wire) => HearAsync(wire, Words);

    private async ValueTask ConverseAsync(bool opens, IBitWire wire)
    {
        if (opens)
        {
            Say(wire, Words);
            await HearAsync(wire, 1);
        }
        else
        {
            await HearAsync(wire, Words);
            Say(wire, 1);
        }
    }

    private static void Say(IBitWire wire, int words)
    {
        for (int word = 0; word < words; word++)
        {
            wire.Send((ulong)word, WordBits);
        }
    }

    private static async ValueTask HearAsync(IBitWire wire, int words)
    {
        for (int word = 0; word < words; word++)
        {
            await wire.ReceiveAsync(WordBits);
        }
    }
}
