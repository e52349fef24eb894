using System.Runtime.CompilerServices;
using Coupling.Bits;
using Coupling.Coins;
using Coupling.Lockstep;
using Coupling.Pooling;
using Coupling.Sampling;

namespace Coupling.Protocols;

public sealed partial class Repair
{
    private sealed class Bob(PartyContext party, int hashBits) : IBatchConversation
    {
        private readonly IDarts darts = SharedDarts.Of(party);
        private readonly int itemBits = BitWidth.ToName(party.AlphabetSize);

        // Of batches that are over. Batches take their turns one at a time.
        private readonly Stack<ProbeWalks> spare = new();

        public async ValueTask ConverseAsync(RoundRange rounds, Memory<int> samples, BatchWire wire)
        {
            var flagged = new List<(int Unit, Dart X1)>();
            for (int unit = 0; unit < rounds.Count; unit++)
            {
                // 1. Alice → Bob: c bits of A's hash.
                ulong hash = await wire.At(unit).ReceiveAsync(hashBits).ConfigureAwait(false);

                // x1: his first dart. 2. Are they x1's bits too? Then b is x1's item. If A = x1 they always are.
                Dart x1 = darts.First(rounds.First + unit);
                bool differs = hash != DetectionHash(x1, hashBits);
                wire.Send(differs ? Repairing : 0, 1);
                samples.Span[unit] = x1.Item;
                if (differs)
                {
                    flagged.Add((unit, x1));
                }
            }

            wire.EndTurn();
            darts.ReleaseFirst(rounds);

            // 3. Alice → Bob: A's name.
            var names = new List<DartName>(flagged.Count);
            foreach ((int unit, _) in flagged)
            {
                names.Add(await ReceiveNameAsync(wire.At(unit)).ConfigureAwait(false));
            }

            ProbeWalks searching = spare.TryPop(out ProbeWalks? used) ? used : new ProbeWalks();
            darts.Announce(flagged.ConvertAll(one => rounds.First + one.Unit));
            for (int index = 0; index < flagged.Count; index++)
            {
                // From the name the coins give A's time and height.
                (int unit, Dart x1) = flagged[index];
                long round = rounds.First + unit;
                Dart a = darts.Heard(round, names[index].Item, names[index].Window, names[index].Order);

                // 4. If x1 came before A, b is A's item where he could have had it, else x1's.
                if (x1.IsBefore(a))
                {
                    wire.At(unit).Send(0, 1);
                    samples.Span[unit] = a.Height < darts.Weight(round, a.Item) ? a.Item : x1.Item;
                    continue;
                }

                // 5. If A came first, b will be the item of his first dart after A that Alice does not have.
                wire.At(unit).Send(Probing, 1);
                ProbeWalk walk = searching.Begin(darts, round, a, unit);
                walk.ReadAhead();
                Probes.Ask(walk, ProbeGroups.Patient.Size(0), wire);
            }

            wire.EndTurn();

            // 6. and 5. Groups of probes, until a group has a "no".
            for (int group = 1; searching.Count > 0; group++)
            {
                for (int index = 0; index < searching.Count; index++)
                {
                    ProbeWalk walk = searching[index];
                    if (await Probes.HearAnswersAsync(walk, wire.At(walk.Unit)).ConfigureAwait(false) is { } item)
                    {
                        samples.Span[walk.Unit] = item;
                        walk.IsOver = true;
                    }
                    else if (group == ProbeGroups.Patient.Most)
                    {
                        throw Probes.HasAll();
                    }
                    else
                    {
                        Probes.Ask(walk, ProbeGroups.Patient.Size(group), wire);
                    }
                }

                wire.EndTurn();
                searching.KeepOn();
            }

            searching.Clear();
            spare.Push(searching);
        }

        [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
        private async ValueTask<DartName> ReceiveNameAsync(IBitWire wire)
        {
            ulong item = await wire.ReceiveAsync(itemBits).ConfigureAwait(false);
            long window = await wire.ReceiveUnaryAsync().ConfigureAwait(false);
            long order = await wire.ReceiveUnaryAsync().ConfigureAwait(false);
            return item < (ulong)party.AlphabetSize && order <= CoinCounter.MaximumOrder
                ? new DartName((int)item, (uint)window, (int)order)
                : throw new WireProtocolException(
                    $"There is no dart (item {item}, window {window}, order {order}) over {party.AlphabetSize} items.");
        }

        private readonly record struct DartName(int Item, uint Window, int Order);
    }
}
