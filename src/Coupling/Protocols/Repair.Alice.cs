using System.Runtime.CompilerServices;
using Coupling.Bits;
using Coupling.Coins;
using Coupling.Sampling;

namespace Coupling.Protocols;

public sealed partial class Repair
{
    private sealed class Alice(PartyContext party, int hashBits) : IConversation
    {
        private readonly DartSearch darts = new(party.Own, party.Public);
        private readonly int itemBits = BitWidth.ToName(party.AlphabetSize);

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        public async ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            long round = unit.Rounds.First;

            // A: her first dart. Whatever Bob does, a is its item.
            Dart a = darts.First(round);
            unit.Samples.Span[0] = a.Item;

            // 1. Alice → Bob: c bits of A's hash.
            wire.Send(DetectionHash(a, hashBits), hashBits);

            // 2. Bob: is his first dart's hash another one?
            if (await wire.ReceiveAsync(1).ConfigureAwait(false) != Repairing)
            {
                return;
            }

            // 3. Alice → Bob: A's name.
            wire.Send((ulong)a.Item, itemBits);
            wire.SendUnary(a.Window);
            wire.SendUnary(a.Order);

            // 4. Bob: does he need a dart that only he has?
            if (await wire.ReceiveAsync(1).ConfigureAwait(false) != Probing)
            {
                return;
            }

            // 5. and 6. Groups of probes, until a group has a "no".
            var own = new DartsByCell(darts, round, a);
            long cell = 0;
            bool found = false;
            for (int group = 0; !found && group < ProbeSchedule.MostGroups; group++)
            {
                var answers = new BitWriter();
                for (int probe = 0; probe < ProbeSchedule.Size(group); probe++)
                {
                    cell += await wire.ReceiveUnaryAsync().ConfigureAwait(false);
                    ulong hash = await wire.ReceiveAsync(ProbeHashBits).ConfigureAwait(false);
                    bool mine = own.Any(cell, hash);
                    answers.Write(mine ? Yes : 0, 1);
                    found |= !mine;
                }

                wire.SendAll(answers);
            }
        }
    }

    /// <summary>Alice's darts after A, asked for by cell, cells never going back.</summary>
    private sealed class DartsByCell(DartSearch darts, long round, Dart origin)
    {
        private readonly DartCursor cursor = new(darts, round, origin);
        private readonly List<Dart> inCell = [];
        private long current = -1;

        public bool Any(long cell, ulong probeHash)
        {
            if (cell != current)
            {
                current = cell;
                inCell.Clear();
                for (long place = cursor.Peek().CellAfter(origin); place <= cell; place = cursor.Peek().CellAfter(origin))
                {
                    Dart dart = cursor.Take();
                    if (place == cell)
                    {
                        inCell.Add(dart);
                    }
                }
            }

            return inCell.Exists(dart => ProbeHash(dart) == probeHash);
        }
    }
}
