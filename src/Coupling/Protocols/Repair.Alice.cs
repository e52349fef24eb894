using System.Buffers;
using System.Runtime.InteropServices;
using Coupling.Bits;
using Coupling.Coins;
using Coupling.Lockstep;
using Coupling.Sampling;

namespace Coupling.Protocols;

public sealed partial class Repair
{
    private sealed class Alice(PartyContext party, int hashBits) : IBatchConversation
    {
        private readonly IDarts darts = SharedDarts.Of(party);
        private readonly int itemBits = BitWidth.ToName(party.AlphabetSize);

        // Of batches that are over. Batches take their turns one at a time.
        private readonly Stack<ProbeWalks> spare = new();

        public async ValueTask ConverseAsync(RoundRange rounds, Memory<int> samples, BatchWire wire)
        {
            // A: her first dart of each round. Whatever Bob does, a is its item.
            Dart[] first = ArrayPool<Dart>.Shared.Rent(rounds.Count);
            for (int unit = 0; unit < rounds.Count; unit++)
            {
                first[unit] = darts.First(rounds.First + unit);
                samples.Span[unit] = first[unit].Item;

                // 1. Alice → Bob: c bits of A's hash.
                wire.At(unit).Send(DetectionHash(first[unit], hashBits), hashBits);
            }

            wire.EndTurn();
            darts.ReleaseFirst(rounds);

            // 2. Bob: is his first dart's hash another one?
            var flagged = new List<int>();
            for (int unit = 0; unit < rounds.Count; unit++)
            {
                if (await wire.At(unit).ReceiveAsync(1).ConfigureAwait(false) == Repairing)
                {
                    flagged.Add(unit);
                }
            }

            // 3. Alice → Bob: A's name.
            foreach (int unit in flagged)
            {
                SayName(first[unit], wire.At(unit));
            }

            wire.EndTurn();

            // 4. Bob: does he need a dart that only he has? If so, 5., his first group of probes.
            ProbeWalks searching = spare.TryPop(out ProbeWalks? used) ? used : new ProbeWalks();
            int size = ProbeGroups.Patient.Size(0);
            foreach (int unit in flagged)
            {
                if (await wire.At(unit).ReceiveAsync(1).ConfigureAwait(false) == Probing)
                {
                    ProbeWalk walk = searching.Begin(darts, rounds.First + unit, first[unit], unit);
                    await Probes.HearAsync(walk, size, searching.Heard, wire).ConfigureAwait(false);
                }
            }

            ArrayPool<Dart>.Shared.Return(first);

            // 6. Alice → Bob, per probe: does a dart of hers lie there?
            darts.Announce(searching.Rounds(rounds.First));
            for (int index = 0; index < searching.Count; index++)
            {
                ProbeWalk walk = searching[index];
                walk.ReadAhead();
                walk.IsOver = Probes.Answer(walk, CollectionsMarshal.AsSpan(searching.Heard).Slice(index * size, size), wire.At(walk.Unit));
            }

            wire.EndTurn();
            searching.KeepOn();

            // 5. and 6. again, until a group has a "no".
            for (int group = 1; searching.Count > 0 && group < ProbeGroups.Patient.Most; group++)
            {
                for (int index = 0; index < searching.Count; index++)
                {
                    ProbeWalk walk = searching[index];
                    searching.Heard.Clear();
                    await Probes.HearAsync(walk, ProbeGroups.Patient.Size(group), searching.Heard, wire.At(walk.Unit)).ConfigureAwait(false);
                    walk.IsOver = Probes.Answer(walk, CollectionsMarshal.AsSpan(searching.Heard), wire);
                }

                wire.EndTurn();
                searching.KeepOn();
            }

            searching.Clear();
            spare.Push(searching);
        }

        private void SayName(in Dart a, IBitWire wire)
        {
            wire.Send((ulong)a.Item, itemBits);
            wire.SendUnary(a.Window);
            wire.SendUnary(a.Order);
        }
    }
}
