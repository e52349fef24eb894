using Coupling.Bits;
using Coupling.Coins;
using Coupling.Protocols.Grouped;
using Coupling.Sampling;

namespace Coupling.Protocols;

public sealed partial class RepairGrouped
{
    /// <summary>Bob's steps 1 to 4: the rounds in which the two first darts differ, as far as they are found, and Alice's of these.</summary>
    internal sealed class Detection(RepairGrouped mode, PartyContext party, IDarts darts)
    {
        /// <param name="unit">The unit.</param>
        /// <param name="x1">Bob's first darts of its rounds.</param>
        /// <param name="wire">The unit's wire.</param>
        public async ValueTask<FoundRounds> RunAsync(Unit unit, Dart[] x1, IBitWire wire)
        {
            var flags = new FlagCode();
            var layout = new GroupLayout(mode, unit);
            var hashes = new LiveHashes(x1.Length, mode.HashBits);
            for (int index = 0; index < x1.Length; index++)
            {
                hashes.Set(index, x1[index].Hash);
            }

            for (List<DetectionGroup> part = layout.Next(); part.Count > 0; part = layout.Next())
            {
                // 1. Alice → Bob: per group, the XOR of c0 hash bits of her first darts.
                foreach (DetectionGroup group in part)
                {
                    group.Difference = (uint)await wire.ReceiveAsync(mode.HashBits).ConfigureAwait(false) ^ hashes.Xor(group);
                }

                // 2. Does it differ from his, and if so, in which bit?
                SendSymbols(part, flags, layout.Parts - 1, wire);
            }

            var names = new NameCode(party.AlphabetSize);
            var found = new FoundRounds(x1.Length);
            List<DetectionGroup> searched = layout.Flagged();
            while (searched.Count > 0)
            {
                // 3. Down to single rounds.
                List<Node> leaves = mode.Splits is null
                    ? await PivotSearch.AnswerAsync(GroupLayout.Nodes(searched), hashes, flags, wire).ConfigureAwait(false)
                    : await SplitSearch.AnswerAsync(GroupLayout.Nodes(searched), hashes, flags, wire).ConfigureAwait(false);

                // 4. Alice → Bob: the name of her first dart of each found round, which is no longer live.
                var code = new ArithmeticDecoder(wire);
                foreach (Node leaf in leaves)
                {
                    found.Check(leaf);
                    (int item, uint window, int order) = await names.DecodeAsync(code).ConfigureAwait(false);
                    long round = unit.Rounds.First + leaf.Start;
                    Dart a = darts.Heard(round, item, window, order);
                    uint difference = hashes.Of(a.Hash) ^ hashes[leaf.Start];
                    CheckName(leaf, difference, a, x1[leaf.Start], darts.Weight(round, item));
                    leaf.Group.Difference ^= difference;
                    found.Add(leaf.Start, a);
                    hashes.Remove(leaf.Start);
                }

                // 2. again, for groups that may be searched once more.
                searched = GroupLayout.GoingOn(searched);
                SendSymbols(searched, flags, part: 0, wire);
                searched = searched.FindAll(group => group.IsFlagged);
            }

            return found;
        }

        private void SendSymbols(List<DetectionGroup> groups, FlagCode flags, int part, IBitWire wire)
        {
            var code = new ArithmeticEncoder();
            foreach (DetectionGroup group in groups)
            {
                if (mode.Splits is null)
                {
                    flags.EncodeSymbol(code, group, part);
                }
                else
                {
                    flags.EncodeDiffers(code, group);
                }
            }

            code.SendTo(wire);
        }

        /// <exception cref="WireProtocolException">It cannot be Alice's first dart, or its hash is not the one she sent.</exception>
        private void CheckName(Node leaf, uint difference, Dart a, Dart x1, double weight)
        {
            bool asSent = mode.Splits is null ? ((difference >> leaf.Group.Pivot) & 1) == 1 : difference == leaf.Difference;
            bool missedByBob = a.Height < weight && a.IsBefore(x1);
            if (!asSent || missedByBob)
            {
                throw new WireProtocolException($"(item {a.Item}, window {a.Window}, order {a.Order}) is not the dart whose hash was sent.");
            }
        }
    }
}
