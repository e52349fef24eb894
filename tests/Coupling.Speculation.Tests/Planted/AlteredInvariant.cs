using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Speculation.Tests;

/// <summary>`invariant:gumbel` in which the round of coins can be changed, on both sides.</summary>
public sealed class AlteredInvariant() : AlteredScheme(InvariantScheme.Gumbel)
{
    /// <summary>The round of coins of a draft, by the pass's position and the draft's place in the pass.</summary>
    public Func<long, int, long> RoundOf { get; init; } = (position, draft) => position + draft;

    protected override ISpeculator OpenAlice(SpeculationContext party) => new Alice(party, this);

    protected override ISpeculator OpenBob(SpeculationContext party) => new Bob(party, this);

    private static int Sample(SpeculationContext party, Row row, long round) => RaceSampler.Once(row, party.Public, round);

    private sealed class Alice(SpeculationContext party, AlteredInvariant bug) : ISpeculator
    {
        public async ValueTask<Pass> ConductAsync(long position, int drafts, IBitWire wire)
        {
            int start = party.Session.Length;
            var drafted = new List<int>();
            for (int i = 0; i < drafts; i++)
            {
                drafted.Add(Sample(party, party.Session.NextRow(), bug.RoundOf(position, i)));
                party.Session.Append([drafted[i]]);
                wire.Send((ulong)drafted[i], TokenBits(party.AlphabetSize));
            }

            int accepted = (int)await wire.ReceiveAsync(TokenBits(drafts + 1));
            int token = (int)await wire.ReceiveAsync(TokenBits(party.AlphabetSize));
            party.Session.Rewind(start + accepted);
            party.Session.Append([token]);
            return new Pass(drafts, accepted, [.. drafted.Take(accepted), token]);
        }
    }

    private sealed class Bob(SpeculationContext party, AlteredInvariant bug) : ISpeculator
    {
        public async ValueTask<Pass> ConductAsync(long position, int drafts, IBitWire wire)
        {
            int start = party.Session.Length;
            var drafted = new List<int>();
            for (int i = 0; i < drafts; i++)
            {
                drafted.Add((int)await wire.ReceiveAsync(TokenBits(party.AlphabetSize)));
            }

            IReadOnlyList<Row> own = party.Session.Score([.. drafted]);
            int accepted = 0;
            int token = Sample(party, own[0], bug.RoundOf(position, 0));
            while (accepted < drafts && token == drafted[accepted])
            {
                accepted++;
                token = Sample(party, own[accepted], bug.RoundOf(position, accepted));
            }

            wire.Send((ulong)accepted, TokenBits(drafts + 1));
            wire.Send((ulong)token, TokenBits(party.AlphabetSize));
            party.Session.Rewind(start + accepted);
            party.Session.Append([token]);
            return new Pass(drafts, accepted, [.. drafted.Take(accepted), token]);
        }
    }
}
