using Coupling.Bits;
using Coupling.Coins;
using Coupling.Lockstep;
using Coupling.Protocols;

namespace Coupling.Wire.Tests.Sessions;

/// <summary>
/// A toy mode in which everything is random but known to both: how many units a batch has, how many turns a unit has, who
/// opens it, who has the last word, what is said and in how many bits. Every fourth batch or so says nothing at all.
/// </summary>
/// <param name="Seed">Everything follows from it.</param>
/// <param name="Batches">How many.</param>
/// <param name="MostUnits">Of a batch.</param>
/// <param name="MostTurns">Of a unit.</param>
/// <param name="MostWords">Of a turn of a unit, each of 1 to 64 bits.</param>
internal sealed record Talk(uint Seed, int Batches, int MostUnits, int MostTurns, int MostWords)
{
    public KeptBatches BatchesOf(Role role, int workers = 1) => new(Batches, batch => RunnerOf(role, batch)) { Workers = workers };

    public BatchRunner RunnerOf(Role role, long batch) =>
        new(role, UnitsOf(batch), (unit, wire) => ConverseAsync(role, batch, unit, wire));

    /// <summary>Bits that each unit's party must say, over all batches.</summary>
    public long[] SaidBits(Role role) =>
        [.. from batch in Enumerable.Range(0, Batches)
            from unit in Enumerable.Range(0, UnitsOf(batch))
            select Turns(batch, unit).Where(turn => turn.Speaker == role).Sum(turn => turn.Words.Sum(word => (long)word.Width))];

    private int UnitsOf(long batch) => 1 + (int)(Draw(batch, 0, 0, 0) % (ulong)MostUnits);

    private async ValueTask ConverseAsync(Role role, long batch, int unit, IBitWire wire)
    {
        foreach ((Role speaker, IEnumerable<(ulong Value, int Width)> words) in Turns(batch, unit))
        {
            foreach ((ulong value, int width) in words)
            {
                if (speaker == role)
                {
                    wire.Send(value, width);
                }
                else if (await wire.ReceiveAsync(width) is var heard && heard != value)
                {
                    throw new InvalidOperationException($"Batch {batch}, unit {unit}: {heard} was heard where {value} was said.");
                }
            }
        }
    }

    private IEnumerable<(Role Speaker, IEnumerable<(ulong Value, int Width)> Words)> Turns(long batch, int unit)
    {
        bool silent = Draw(batch, 0, 1, 0) % 4 == 0;
        int turns = silent || MostTurns == 0 ? 0 : (int)(Draw(batch, unit, 2, 0) % (ulong)(MostTurns + 1));
        int lastWord = (int)(Draw(batch, 0, 3, 0) % 2);
        for (int turn = 0; turn < turns; turn++)
        {
            Role speaker = (turns - turn + lastWord) % 2 == 0 ? Role.Alice : Role.Bob;
            int words = 1 + (int)(Draw(batch, unit, 4, turn) % (ulong)MostWords);
            yield return (speaker, Words(batch, unit, turn, words));
        }
    }

    private IEnumerable<(ulong Value, int Width)> Words(long batch, int unit, int turn, int words)
    {
        for (int word = 0; word < words; word++)
        {
            ulong drawn = Draw(batch, unit, 5 + word, turn);
            int width = 1 + (int)(drawn % 64);
            yield return (Draw(batch, unit, 5 + word, -1 - turn) >> (64 - width), width);
        }
    }

    private ulong Draw(long batch, int unit, int purpose, int turn) =>
        Philox4x32.Block(Seed, (uint)batch, (uint)unit, (uint)purpose, (uint)turn).Low;
}
