using System.Buffers;
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
            var searching = new List<ProbeWalk>();
            foreach (int unit in flagged)
            {
                if (await wire.At(unit).ReceiveAsync(1).ConfigureAwait(false) == Probing)
                {
                    var walk = ProbeWalk.Rent(darts, rounds.First + unit, first[unit], unit);
                    searching.Add(walk);
                    await Probes.HearAsync(walk, ProbeGroups.Patient.Size(0), wire).ConfigureAwait(false);
                }
            }

            ArrayPool<Dart>.Shared.Return(first);

            // 6. Alice → Bob, per probe: does a dart of hers lie there?
            darts.Announce(searching.ConvertAll(walk => rounds.First + walk.Unit));
            foreach (ProbeWalk walk in searching)
            {
                walk.ReadAhead();
                walk.IsOver = Probes.Answer(walk, wire.At(walk.Unit));
            }

            wire.EndTurn();
            ProbeWalk.KeepOn(searching);

            // 5. and 6. again, until a group has a "no".
            for (int group = 1; searching.Count > 0 && group < ProbeGroups.Patient.Most; group++)
            {
                foreach (ProbeWalk walk in searching)
                {
                    await Probes.HearAsync(walk, ProbeGroups.Patient.Size(group), wire.At(walk.Unit)).ConfigureAwait(false);
                    walk.IsOver = Probes.Answer(walk, wire);
                }

                wire.EndTurn();
                ProbeWalk.KeepOn(searching);
            }
        }

        private void SayName(in Dart a, IBitWire wire)
        {
            wire.Send((ulong)a.Item, itemBits);
            wire.SendUnary(a.Window);
            wire.SendUnary(a.Order);
        }
    }
}
