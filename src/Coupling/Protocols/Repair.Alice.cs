using System.Runtime.CompilerServices;
using Coupling.Bits;
using Coupling.Coins;
using Coupling.Sampling;

namespace Coupling.Protocols;

public sealed partial class Repair
{
    private sealed class Alice(PartyContext party, int hashBits) : IConversation
    {
        private readonly IDarts darts = SharedDarts.Of(party);
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
            await Probes.AnswerAsync(darts, round, a, wire, ProbeGroups.Patient).ConfigureAwait(false);
        }
    }
}
