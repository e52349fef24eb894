using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Speculation.Tests;

/// <summary>`standard` with a Bob that tests can change.</summary>
public sealed class AlteredStandard() : AlteredScheme(SchemeCatalog.Parse("standard"))
{
    /// <summary>Whether a draft is kept, by u, p′ and q.</summary>
    public Func<double, double, double, bool> Accepts { get; init; } = (u, p, q) => u * p < q;

    /// <summary>What is drawn in place of a rejected draft, from the weights of the residual at a position.</summary>
    public Func<SpeculationContext, double[], long, int> Draws { get; init; } =
        (bob, residual, position) => new InverseCdf(residual).Sample(bob.Private.Uniform(position, use: 1));

    /// <summary>The weight of a token in the residual, by p′ and q.</summary>
    public Func<double, double, double> Residual { get; init; } = (p, q) => Math.Max(0, q - p);

    /// <summary>The coin that decides about a draft at a position.</summary>
    public Func<SpeculationContext, long, double> Coin { get; init; } = (bob, position) => bob.Private.Uniform(position, use: 0);

    /// <summary>The draw after the last draft, if all are accepted.</summary>
    public Func<SpeculationContext, Row, long, int> Last { get; init; } =
        (bob, row, position) => new InverseCdf(row.Weights).Sample(bob.Private.Uniform(position, use: 1));

    protected override ISpeculator OpenBob(SpeculationContext party) => new Bob(party, this);

    private sealed class Bob(SpeculationContext party, AlteredStandard bug) : ISpeculator
    {
        public async ValueTask<Pass> ConductAsync(long position, int drafts, IBitWire wire)
        {
            int start = party.Session.Length;
            var hers = new List<Row>();
            var drafted = new List<int>();
            for (int i = 0; i < drafts; i++)
            {
                double[] numbers = new double[party.AlphabetSize];
                for (int item = 0; item < numbers.Length; item++)
                {
                    numbers[item] = WeightFormat.Binary16.Decode(await wire.ReceiveAsync(16));
                }

                hers.Add(ShippedRow.FromNumbers(numbers, WeightFormat.Binary16));
                drafted.Add(RaceSampler.Once(hers[i], party.Public, position + i));
            }

            IReadOnlyList<Row> own = party.Session.Score([.. drafted]);
            int accepted = 0;
            while (accepted < drafts && bug.Accepts(bug.Coin(party, position + accepted), hers[accepted][drafted[accepted]], own[accepted][drafted[accepted]]))
            {
                accepted++;
            }

            int token = accepted == drafts ? bug.Last(party, own[drafts], position + drafts) : Replacement(hers[accepted], own[accepted], drafted[accepted], position + accepted);
            wire.Send((ulong)accepted, TokenBits(drafts + 1));
            wire.Send((ulong)token, TokenBits(party.AlphabetSize));
            party.Session.Rewind(start + accepted);
            party.Session.Append([token]);
            return new Pass(drafts, accepted, [.. drafted.Take(accepted), token]);
        }

        private int Replacement(Row hers, Row own, int draft, long position)
        {
            double[] residual = [.. Enumerable.Range(0, own.Length).Select(item => bug.Residual(hers[item], own[item]))];
            return residual.All(weight => weight == 0) ? draft : bug.Draws(party, residual, position);
        }
    }
}
