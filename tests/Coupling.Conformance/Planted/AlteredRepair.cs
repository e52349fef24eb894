using Coupling.Bits;
using Coupling.Coins;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Conformance;

/// <summary>`repair:c` with Bob written again, so that a bug can be planted in his steps. Alice is the real one.</summary>
internal sealed class AlteredRepair(int hashBits) : ConversingProtocol
{
    /// <summary>Step 4: whether x1 came before A.</summary>
    public Func<Dart, Dart, bool> IsBefore { get; init; } = (x1, a) => x1.IsBefore(a);

    /// <summary>Step 6: when a group has a "no", whether he takes the dart after the group instead of the first "no".</summary>
    public bool TakesFirstUnprobed { get; init; }

    public override string Name => $"repair:{hashBits}";

    public override string CoinsFor(long roundsPerPair) => DartsWindowV1.Name;

    public override long LargestMessageBits(int alphabetSize) => new Repair(hashBits).LargestMessageBits(alphabetSize);

    public override IConversation Open(PartyContext party) =>
        party.Role == Role.Alice ? new Repair(hashBits).Open(party) : new Bob(party, this, hashBits);

    private sealed class Bob(PartyContext party, AlteredRepair rule, int hashBits) : IConversation
    {
        private readonly DartSearch darts = new(party.Own, party.Public);

        public async ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            long round = unit.Rounds.First;
            Dart x1 = darts.First(round);
            ulong hash = await wire.ReceiveAsync(hashBits);
            bool same = hash == (hashBits == 0 ? 0 : x1.Hash >> (64 - hashBits));
            wire.Send(same ? 0UL : 1, 1);
            if (same)
            {
                unit.Samples.Span[0] = x1.Item;
                return;
            }

            int item = (int)await wire.ReceiveAsync(BitWidth.ToName(party.AlphabetSize));
            var window = (uint)await wire.ReceiveUnaryAsync();
            int order = (int)await wire.ReceiveUnaryAsync();
            Dart a = darts.Named(round, item, window, order)!.Value;
            bool done = rule.IsBefore(x1, a);
            wire.Send(done ? 0UL : 1, 1);
            int b = done
                ? a.Height < darts.Weight(round, a.Item) ? a.Item : x1.Item
                : await ProbeAsync(new DartCursor(darts, round, a), a, wire);
            unit.Samples.Span[0] = b;
        }

        private async ValueTask<int> ProbeAsync(DartCursor own, Dart a, IBitWire wire)
        {
            long cell = 0;
            for (int group = 0; ; group++)
            {
                Dart[] asked = [.. Enumerable.Range(0, ProbeSchedule.Size(group)).Select(_ => own.Take())];
                foreach (Dart dart in asked)
                {
                    wire.SendUnary(dart.CellAfter(a) - cell);
                    wire.Send(dart.Hash & 3, 2);
                    cell = dart.CellAfter(a);
                }

                Dart? found = null;
                foreach (Dart dart in asked)
                {
                    bool hers = await wire.ReceiveAsync(1) == 1;
                    found ??= hers ? null : dart;
                }

                if (found is { } taken)
                {
                    return rule.TakesFirstUnprobed ? own.Take().Item : taken.Item;
                }
            }
        }
    }
}
