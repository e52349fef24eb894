namespace Coupling.Protocols.Grouped;

/// <summary>The c₀ low hash bits of one party's first darts of a unit, those of live rounds: a round that was found counts as 0.</summary>
internal sealed class LiveHashes(int rounds, int hashBits)
{
    private readonly uint[] hashes = new uint[rounds];

    public uint this[int index] => hashes[index];

    /// <summary>h(x): the c₀ low bits.</summary>
    public uint Of(ulong hash) => (uint)hash & ((1u << hashBits) - 1);

    public void Set(int index, ulong hash) => hashes[index] = Of(hash);

    /// <summary>Takes a found round out.</summary>
    public void Remove(int index) => hashes[index] = 0;

    /// <summary>The XOR over all rounds of a group.</summary>
    public uint Xor(DetectionGroup group) => Xor(group.Start, group.Setting.Rounds);

    /// <summary>The XOR over the rounds of a node.</summary>
    public uint Xor(Node node) => Xor(node.Start, Math.Min(node.Size, node.Group.Start + node.Group.Setting.Rounds - node.Start));

    /// <summary>The pivot bit of the XOR over the rounds of a node.</summary>
    public uint Parity(Node node) => (Xor(node) >> node.Group.Pivot) & 1;

    // A node beyond the end of a short group has a negative count, and no rounds.
    private uint Xor(int start, int count)
    {
        uint xor = 0;
        for (int index = start; index < start + count; index++)
        {
            xor ^= hashes[index];
        }

        return xor;
    }
}
