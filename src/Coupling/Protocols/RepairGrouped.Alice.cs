using Coupling.Bits;
using Coupling.Coins;
using Coupling.Protocols.Grouped;
using Coupling.Sampling;

namespace Coupling.Protocols;

public sealed partial class RepairGrouped
{
    private sealed class Alice(PartyContext party, RepairGrouped mode) : IConversation
    {
        private readonly bool pools = party.PairStaysFor(mode.UnitRounds);
        private readonly IDarts darts = SharedDarts.Of(party);

        public async ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            var flags = new FlagCode();
            var layout = new GroupLayout(mode, unit);
            (Dart[] first, LiveHashes hashes) = FirstDarts(unit);

            for (List<DetectionGroup> part = layout.Next(); part.Count > 0; part = layout.Next())
            {
                // 1. Alice → Bob: per group, the XOR of c0 hash bits of her first darts.
                foreach (DetectionGroup group in part)
                {
                    wire.Send(hashes.Xor(group), mode.HashBits);
                }

                // 2. Bob: does it differ from his, and if so, in which bit?
                await ReceiveSymbolsAsync(part, flags, layout.Parts - 1, wire).ConfigureAwait(false);
            }

            var names = new NameCode(party.AlphabetSize);
            var found = new FoundRounds(unit.Rounds.Count);
            List<DetectionGroup> searched = layout.Flagged();
            while (searched.Count > 0)
            {
                // 3. Down to single rounds.
                List<Node> leaves = mode.Splits is null
                    ? await PivotSearch.AskAsync(GroupLayout.Nodes(searched), hashes, flags, wire).ConfigureAwait(false)
                    : await SplitSearch.AskAsync(GroupLayout.Nodes(searched), hashes, flags, wire).ConfigureAwait(false);

                // 4. Alice → Bob: the name of her first dart of each found round, which is no longer live.
                var code = new ArithmeticEncoder();
                foreach (Node leaf in leaves)
                {
                    found.Check(leaf);
                    found.Add(leaf.Start, first[leaf.Start]);
                    names.Encode(code, first[leaf.Start]);
                    hashes.Remove(leaf.Start);
                }

                code.SendTo(wire);

                // 2. again, for groups that may be searched once more.
                searched = GroupLayout.GoingOn(searched);
                await ReceiveSymbolsAsync(searched, flags, part: 0, wire).ConfigureAwait(false);
                searched = searched.FindAll(group => group.IsFlagged);
            }

            // 7. Bob's demands that nothing has served yet.
            if (found.Count > 0)
            {
                int cells = SearchPlan.Cells(found.Count, unit.Rounds.Count, mode.HashBits);
                if (pools)
                {
                    await PooledSupply.AskAsync(LateDarts.Supply(darts, unit.Rounds.First), cells, found.Count, wire).ConfigureAwait(false);
                }
                else
                {
                    await OwnSupply.AskAsync(darts, unit.Rounds.First, found, cells, wire).ConfigureAwait(false);
                }
            }
        }

        private async ValueTask ReceiveSymbolsAsync(List<DetectionGroup> groups, FlagCode flags, int part, IBitWire wire)
        {
            var code = new ArithmeticDecoder(wire);
            foreach (DetectionGroup group in groups)
            {
                if (mode.Splits is null)
                {
                    await flags.DecodeSymbolAsync(code, group, part).ConfigureAwait(false);
                }
                else
                {
                    await flags.DecodeDiffersAsync(code, group).ConfigureAwait(false);
                }
            }
        }

        // A: her first dart of each round. Whatever Bob does, a is its item.
        private (Dart[] First, LiveHashes Hashes) FirstDarts(Unit unit)
        {
            var first = new Dart[unit.Rounds.Count];
            var hashes = new LiveHashes(first.Length, mode.HashBits);
            for (int index = 0; index < first.Length; index++)
            {
                first[index] = darts.First(unit.Rounds.First + index);
                hashes.Set(index, first[index].Hash);
                unit.Samples.Span[index] = first[index].Item;
            }

            darts.ReleaseFirst(unit.Rounds);
            return (first, hashes);
        }
    }
}
