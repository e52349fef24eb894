namespace Coupling.Protocols;

/// <summary>
/// The search of one wave, as both parties see it: which blocks are being checked, where in them a difference is, what was found. Each
/// party adds its own hashes.
/// </summary>
internal sealed class BlockSearch
{
    private readonly DetectionWave wave;
    private readonly int first;
    private readonly ulong[] hashes;
    private readonly int[] finds;
    private readonly List<int> found = [];

    /// <param name="wave">What is done.</param>
    /// <param name="first">The place in the unit of its first round.</param>
    /// <param name="hashes">The hashes of this party's first darts in its rounds; they are used up.</param>
    public BlockSearch(DetectionWave wave, int first, ulong[] hashes)
    {
        this.wave = wave;
        this.first = first;
        this.hashes = hashes;
        finds = new int[wave.Blocks];
        Active = [.. Enumerable.Range(0, wave.Blocks)];
    }

    /// <summary>Checks made so far.</summary>
    public int Check { get; private set; }

    /// <summary>The blocks that are checked next.</summary>
    public IReadOnlyList<int> Active { get; private set; }

    /// <summary>The parts of blocks, one per block, in which a difference is looked for.</summary>
    public IReadOnlyList<Part> Parts { get; private set; } = [];

    /// <summary>Rounds that a part has; the same for all.</summary>
    public int PartSize { get; private set; }

    /// <summary>Children into which a part is split: 4, or 2 of a part of 2, or 1 of a single round.</summary>
    public int Children => Math.Min(4, PartSize);

    /// <summary>Checks that showed a difference.</summary>
    public int Differences { get; private set; }

    /// <summary>Places in the unit of the rounds found so far: their first darts are different ones, for certain.</summary>
    public IReadOnlyList<int> Found => found;

    /// <summary>This party's hash of a block in the check that is on: c bits that no check before took.</summary>
    public ulong HashOf(int block) => (Sum(block * wave.Size, wave.Size) >> LowestBit) & ((1UL << wave.HashBits) - 1);

    /// <summary>This party's parity of a child of a part.</summary>
    public ulong ParityOf(Part part, int child)
    {
        int size = PartSize / Children;
        return (Sum(part.Start + (child * size), size) >> part.HashBit) & 1;
    }

    /// <summary>These active blocks showed a difference, and the first so many of them are searched, by these bits of their hashes.</summary>
    public void Descend(IReadOnlyList<int> differing, IReadOnlyList<int> bits, SettingTally settings)
    {
        Differences += differing.Count;
        Settle(BudgetRound.Unseen, Active.Except(differing), settings);
        Settle(BudgetRound.Dropped, differing.Skip(bits.Count), settings);
        Parts = [.. bits.Select((bit, index) => new Part(differing[index], differing[index] * wave.Size, LowestBit + bit))];
        PartSize = wave.Size;
        Active = [];
    }

    /// <summary>Each part shrinks to one of its children.</summary>
    public void Choose(IReadOnlyList<int> children)
    {
        int size = PartSize / Children;
        Parts = [.. Parts.Select((part, index) => part with { Start = part.Start + (children[index] * size) })];
        PartSize = size;
    }

    /// <summary>The parts are single rounds: found. Of their blocks the first so many are checked again.</summary>
    public void Finish(int rechecked, SettingTally settings)
    {
        foreach (Part part in Parts)
        {
            found.Add(first + part.Start);
            hashes[part.Start] = 0;
            finds[part.Block]++;
        }

        int[] searched = [.. Parts.Select(part => part.Block)];
        Active = searched[..rechecked];
        Settle(BudgetRound.Unchecked, searched.Skip(rechecked), settings);
        Parts = [];
        Check++;
    }

    private int LowestBit => 64 - (wave.HashBits * (Check + 1));

    private ulong Sum(int start, int count)
    {
        ulong sum = 0;
        foreach (ulong hash in hashes.AsSpan(start, count))
        {
            sum ^= hash;
        }

        return sum;
    }

    private void Settle(BudgetRound kind, IEnumerable<int> blocks, SettingTally settings)
    {
        foreach (int block in blocks)
        {
            if (finds[block] < wave.Size)
            {
                settings.Add(new BudgetSetting(kind, wave.LogSize, wave.HashBits, finds[block]).Packed, wave.Size - finds[block]);
            }
        }
    }

    /// <summary>A stretch of a block in which the parties' parities of one hash bit differ.</summary>
    /// <param name="Block">Of the wave.</param>
    /// <param name="Start">Its first round, counted in the wave.</param>
    /// <param name="HashBit">The bit.</param>
    public readonly record struct Part(int Block, int Start, int HashBit);
}
