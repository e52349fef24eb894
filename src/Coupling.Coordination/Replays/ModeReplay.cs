using Coupling.Coordination.Tallies;
using Coupling.Lockstep;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Coordination.Replays;

/// <summary>Draws one mode again, both sides in memory.</summary>
internal sealed class ModeReplay(ReplayInputs inputs, ulong seed)
{
    /// <summary>Rounds drawn at a time; no outcome depends on it.</summary>
    private const int StretchRounds = 16 * BlockDigest.BlockRounds;

    /// <summary>Draws as many rounds as are on record, and compares. Returns the first difference in words, or null.</summary>
    public string? Compare(Protocol protocol, RecordedMode recorded, IEnumerable<byte[]> blocks, CancellationToken cancellationToken)
    {
        using var trail = new BlockTrail(blocks);
        using var tally = new ModeTally(inputs.AlphabetSize, UnitRounds(protocol), keepsJournal: true);
        int stretch = protocol is ConversingProtocol conversing
            ? BatchLimits.Rounds(conversing, StretchRounds, inputs.AlphabetSize)
            : StretchRounds;
        for (long first = 0; first < recorded.Rounds; first += stretch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Draw(protocol, new RoundRange(first, (int)Math.Min(stretch, recorded.Rounds - first)), tally);
            if (trail.Compare(tally.TakeBlocks()) is { } difference)
            {
                return difference;
            }
        }

        return recorded.DifferenceTo(RecordedMode.Of(tally));
    }

    public static int UnitRounds(Protocol protocol) => (protocol as ConversingProtocol)?.UnitRounds ?? 1;

    private void Draw(Protocol protocol, RoundRange rounds, ModeTally tally)
    {
        LocalResult drawn = LocalPair.Run(
            protocol, inputs.Party(Role.Alice, seed), inputs.Party(Role.Bob, seed), rounds);
        int[] aliceToBob = [.. drawn.AliceToBob.Select(bits => checked((int)bits))];
        int[] bobToAlice = [.. drawn.BobToAlice.Select(bits => checked((int)bits))];
        tally.Commit(
            new Batch(rounds.First, drawn.Alice, aliceToBob, bobToAlice, 0),
            new Batch(rounds.First, drawn.Bob, bobToAlice, aliceToBob, 0));
    }
}
