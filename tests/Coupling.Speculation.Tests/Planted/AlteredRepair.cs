using Coupling.Bits;
using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Speculation.Tests;

/// <summary>`repair:c` with a Bob that tests can change. He judges one draft at a time and asks at each that he flags.</summary>
public sealed class AlteredRepair(int hashBits) : AlteredScheme(new RepairScheme(hashBits))
{
    /// <summary>Whether a draft is flagged, by its item, its hash bits, and his first dart.</summary>
    public Func<int, ulong, Dart, bool> Flags { get; init; } = (_, hash, x1) => hash != (hashBits == 0 ? 0 : x1.Hash >> (64 - hashBits));

    /// <summary>Whether x1 comes before A.</summary>
    public Func<Dart, Dart, bool> IsBefore { get; init; } = (x1, a) => x1.IsBefore(a);

    /// <summary>Whether he takes his first dart after A without asking whether Alice has it too.</summary>
    public bool TakesFirstUnprobed { get; init; }

    protected override ISpeculator OpenBob(SpeculationContext party) => new Bob(party, this, hashBits);

    private sealed class Bob(SpeculationContext party, AlteredRepair bug, int hashBits) : ISpeculator
    {
        public async ValueTask<Pass> ConductAsync(long position, int drafts, IBitWire wire)
        {
            int start = party.Session.Length;
            var drafted = new List<int>();
            var hashes = new List<ulong>();
            for (int i = 0; i < drafts; i++)
            {
                drafted.Add((int)await wire.ReceiveAsync(TokenBits(party.AlphabetSize)));
                hashes.Add(await wire.ReceiveAsync(hashBits));
            }

            IReadOnlyList<Row> rows = party.Session.Score([.. drafted]);
            DartSearch[] darts = [.. rows.Select(row => DartSearch.Once(row, party.Public))];
            Dart[] x1 = [.. darts.Select((search, i) => search.First(position + i))];
            bool[] flags = [.. Enumerable.Range(0, drafts).Select(i => bug.Flags(drafted[i], hashes[i], x1[i]))];
            int ends = Array.FindIndex([.. Enumerable.Range(0, drafts)], i => !flags[i] && x1[i].Item != drafted[i]);
            for (int i = 0; i < drafts; i++)
            {
                flags[i] &= ends < 0 || i < ends;
                wire.Send(flags[i] ? 1u : 0u, 1);
            }

            var names = new Dart?[drafts];
            for (int i = 0; i < drafts; i++)
            {
                if (flags[i])
                {
                    long window = await wire.ReceiveUnaryAsync();
                    long order = await wire.ReceiveUnaryAsync();
                    names[i] = darts[i].Named(position + i, drafted[i], (uint)window, (int)order);
                }
            }

            int accepted = 0;
            while (accepted < drafts && Token(x1[accepted], names[accepted], rows[accepted]) == drafted[accepted])
            {
                accepted++;
            }

            wire.Send((ulong)accepted, TokenBits(drafts + 1));
            int token = accepted == drafts ? x1[drafts].Item : Token(x1[accepted], names[accepted], rows[accepted]);
            if (accepted < drafts && names[accepted] is { } a)
            {
                bool probes = token < 0 && !bug.TakesFirstUnprobed;
                wire.Send(probes ? 1u : 0u, 1);
                token = token >= 0 ? token
                    : bug.TakesFirstUnprobed ? x1[accepted].Item
                    : await Probes.AskAsync(darts[accepted], position + accepted, a, wire, ProbeGroups.Steep);
            }

            wire.Send((ulong)token, TokenBits(party.AlphabetSize));
            party.Session.Rewind(start + accepted);
            party.Session.Append([token]);
            return new Pass(drafts, accepted, [.. drafted.Take(accepted), token]);
        }

        /// <summary>−1 if it is to be searched for.</summary>
        private int Token(Dart x1, Dart? named, Row own) => named is not { } a ? x1.Item
            : bug.IsBefore(x1, a) ? (a.Height < own[a.Item] ? a.Item : x1.Item)
            : -1;
    }
}
