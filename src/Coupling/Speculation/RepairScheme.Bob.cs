using System.Runtime.CompilerServices;
using Coupling.Bits;
using Coupling.Coins;
using Coupling.Protocols;

namespace Coupling.Speculation;

public sealed partial class RepairScheme
{
    private sealed class Bob(SpeculationContext party, int? hashBits) : ISpeculator
    {
        public async ValueTask<Pass> ConductAsync(long position, int drafts, IBitWire wire)
        {
            var drafted = new int[drafts];
            var hashes = new ulong[drafts];
            var names = new Dart?[drafts];
            for (int i = 0; i < drafts; i++)
            {
                // 2. Alice → Bob: the draft, and c bits of A's hash; or A's whole name, from which the coins give its time and height.
                drafted[i] = await wire.ReceiveTokenAsync(party.AlphabetSize).ConfigureAwait(false);
                hashes[i] = await wire.ReceiveAsync(hashBits ?? 0).ConfigureAwait(false);
                names[i] = hashBits is null ? await ReceiveNameAsync(position + i, drafted[i], wire).ConfigureAwait(false) : null;
            }

            var text = new PassText(party.Session);
            var own = new PassDarts(text.Score(drafted), party.Public, position);
            if (hashBits is { } bits)
            {
                await AskForNamesAsync(position, drafted, hashes, names, own, bits, wire).ConfigureAwait(false);
            }

            Outcome outcome = Judge(drafted, names, own);

            // 8. Bob → Alice: how many are accepted; and, where the next one's name is known, does he need a dart that only he has?
            wire.SendAccepted(outcome.Accepted, drafts);
            int token = outcome.Token;
            if (outcome.Accepted < drafts && names[outcome.Accepted] is { } a)
            {
                wire.Send(outcome.Searches ? Probing : 0, 1);
                if (outcome.Searches)
                {
                    // 9. and 10. His token is the item of his first dart after A that Alice does not have.
                    token = await Probes.AskAsync(own.At(outcome.Accepted).All, position + outcome.Accepted, a, wire, ProbeGroups.Steep).ConfigureAwait(false);
                }
            }

            // 11. Bob → Alice: his token.
            wire.SendToken(token, party.AlphabetSize);
            return text.Settle(new Verdict(outcome.Accepted, token));
        }

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        private async ValueTask AskForNamesAsync(
            long position, int[] drafted, ulong[] hashes, Dart?[] names, PassDarts own, int bits, IBitWire wire)
        {
            // 3. A draft is flagged if his first dart's hash is another one. The first that is not, and is not that dart's item, will end the pass.
            var flags = new bool[drafted.Length];
            for (int i = 0; i < drafted.Length; i++)
            {
                Dart x1 = own.At(i).First;
                flags[i] = Hash(x1, bits) != hashes[i];
                if (!flags[i] && x1.Item != drafted[i])
                {
                    break;
                }
            }

            // 4. Bob → Alice: which are flagged.
            foreach (bool flag in flags)
            {
                wire.Send(flag ? Flagged : 0, 1);
            }

            // 5. Alice → Bob: their darts' names.
            for (int i = 0; i < drafted.Length; i++)
            {
                if (flags[i])
                {
                    Dart a = await ReceiveNameAsync(position + i, drafted[i], wire).ConfigureAwait(false);
                    names[i] = Hash(a, bits) == hashes[i]
                        ? a
                        : throw new WireProtocolException($"Dart (item {a.Item}, window {a.Window}, order {a.Order}) has another hash than came with its draft.");
                }
            }
        }

        private static Outcome Judge(int[] drafted, Dart?[] names, PassDarts own)
        {
            for (int i = 0; i < drafted.Length; i++)
            {
                // 6. His sample beside A. A draft is accepted if it is that sample.
                int? sample = Sample(own.At(i).First, names[i], drafted[i], own.Weight(i, drafted[i]));
                if (sample != drafted[i])
                {
                    return new Outcome(i, sample ?? 0, Searches: sample is null);
                }
            }

            // 7. After the last draft, if all are accepted: the item of his first dart.
            return new Outcome(drafted.Length, own.At(drafted.Length).First.Item, Searches: false);
        }

        /// <summary>Null if it is to be searched for.</summary>
        private static int? Sample(in Dart x1, Dart? named, int draft, double weight)
        {
            if (named is not { } a || IsSame(a, x1))
            {
                return x1.Item;
            }

            if (x1.IsBefore(a))
            {
                return a.Height < weight ? draft : x1.Item;
            }

            return null;
        }

        private static bool IsSame(in Dart one, in Dart other) =>
            one.Item == other.Item && one.Window == other.Window && one.Order == other.Order;

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        private async ValueTask<Dart> ReceiveNameAsync(long position, int item, IBitWire wire)
        {
            long window = await wire.ReceiveUnaryAsync().ConfigureAwait(false);
            long order = await wire.ReceiveUnaryAsync().ConfigureAwait(false);
            return order <= CoinCounter.MaximumOrder
                ? new DartsWindowV1(party.Public).Named(position, item, (uint)window, (int)order)
                : throw new WireProtocolException($"There is no dart (item {item}, window {window}, order {order}).");
        }

        /// <param name="Accepted">How many drafts are.</param>
        /// <param name="Token">The token after them; 0 if it is still to be searched for.</param>
        /// <param name="Searches">Whether it is, by probes.</param>
        private readonly record struct Outcome(int Accepted, int Token, bool Searches);
    }
}
