using System.Runtime.CompilerServices;
using Coupling.Bits;
using Coupling.Coins;
using Coupling.Sampling;

namespace Coupling.Protocols;

public sealed partial class Repair
{
    private sealed class Bob(PartyContext party, int hashBits) : IConversation
    {
        private readonly IDarts darts = SharedDarts.Of(party);
        private readonly int itemBits = BitWidth.ToName(party.AlphabetSize);

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        public async ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            long round = unit.Rounds.First;

            // x1: his first dart.
            Dart x1 = darts.First(round);

            // 1. Alice → Bob: c bits of A's hash.
            ulong hash = await wire.ReceiveAsync(hashBits).ConfigureAwait(false);

            // 2. Equal to x1's: b is x1's item. If A = x1 they always are.
            if (hash == DetectionHash(x1, hashBits))
            {
                wire.Send(0, 1);
                unit.Samples.Span[0] = x1.Item;
                return;
            }

            wire.Send(Repairing, 1);

            // 3. Alice → Bob: A's name, from which the coins give its time and height.
            Dart a = await ReceiveNameAsync(round, wire).ConfigureAwait(false);

            // 4. If x1 came before A, b is A's item where he could have had it, else x1's.
            if (x1.IsBefore(a))
            {
                wire.Send(0, 1);
                unit.Samples.Span[0] = a.Height < darts.Weight(round, a.Item) ? a.Item : x1.Item;
                return;
            }

            wire.Send(Probing, 1);

            // 5. and 6. If A came first, b is the item of his first dart after A that Alice does not have.
            Dart found = await Probes.AskAsync(darts, round, a, wire, ProbeGroups.Patient).ConfigureAwait(false);
            unit.Samples.Span[0] = found.Item;
        }

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        private async ValueTask<Dart> ReceiveNameAsync(long round, IBitWire wire)
        {
            ulong item = await wire.ReceiveAsync(itemBits).ConfigureAwait(false);
            long window = await wire.ReceiveUnaryAsync().ConfigureAwait(false);
            long order = await wire.ReceiveUnaryAsync().ConfigureAwait(false);
            if (item >= (ulong)party.AlphabetSize || order > CoinCounter.MaximumOrder)
            {
                throw new WireProtocolException(
                    $"There is no dart (item {item}, window {window}, order {order}) over {party.AlphabetSize} items.");
            }

            return darts.Named(round, (int)item, (uint)window, (int)order)
                ?? throw new WireProtocolException($"There is no dart (item {item}, window {window}, order {order}) in round {round}.");
        }
    }
}
