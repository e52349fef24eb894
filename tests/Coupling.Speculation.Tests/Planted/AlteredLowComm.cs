using Coupling.Bits;
using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Sampling;

namespace Coupling.Speculation.Tests;

/// <summary>`lowcomm:eps` with a Bob that tests can change. He needs more tokens than two times the first group.</summary>
public sealed class AlteredLowComm(LowComm mode, int firstGroup) : AlteredScheme(new LowCommScheme(mode, firstGroup))
{
    /// <summary>Whether a draft is kept, by u, p′ and q.</summary>
    public Func<double, double, double, bool> Accepts { get; init; } = (u, p, q) => u * p < q;

    /// <summary>Whether a proposal is taken, by its height, p′ and q.</summary>
    public Func<double, double, double, bool> Takes { get; init; } = (height, p, q) => height * q >= p;

    /// <summary>The point that a proposal is made of.</summary>
    public Func<PrivateProposalV1, long, uint, (double Place, double Height)> Point { get; init; } = (coins, position, index) => coins.At(position, index);

    protected override ISpeculator OpenBob(SpeculationContext party) => new Bob(party, this, mode.GridBits(party.AlphabetSize), firstGroup);

    private sealed class Bob(SpeculationContext party, AlteredLowComm bug, int gridBits, int firstGroup) : ISpeculator
    {
        private readonly PrivateProposalV1 coins = new(party.Private);

        public async ValueTask<Pass> ConductAsync(long position, int drafts, IBitWire wire)
        {
            int start = party.Session.Length;
            var drafted = new List<int>();
            var weights = new List<double>();
            for (int i = 0; i < drafts; i++)
            {
                drafted.Add((int)await wire.ReceiveAsync(TokenBits(party.AlphabetSize)));
                weights.Add((await wire.ReceiveAsync(gridBits) + 1) * Math.ScaleB(1, -gridBits));
            }

            IReadOnlyList<Row> own = party.Session.Score([.. drafted]);
            int accepted = 0;
            while (accepted < drafts && bug.Accepts(party.Private.Uniform(position + accepted, 0), weights[accepted], own[accepted][drafted[accepted]]))
            {
                accepted++;
            }

            wire.Send((ulong)accepted, TokenBits(drafts + 1));
            int token = accepted == drafts
                ? new InverseCdf(own[drafts].Weights).Sample(party.Private.Uniform(position + drafts, 1))
                : await ProposeAsync(position + accepted, own[accepted], drafted[accepted], weights[accepted], wire);
            wire.Send((ulong)token, TokenBits(party.AlphabetSize));
            party.Session.Rewind(start + accepted);
            party.Session.Append([token]);
            return new Pass(drafts, accepted, [.. drafted.Take(accepted), token]);
        }

        private async Task<int> ProposeAsync(long position, Row own, int draft, double weight, IBitWire wire)
        {
            double[] positive = own.Weights.ToArray();
            positive[draft] = 0;
            var others = new InverseCdf(positive);
            uint next = 0;
            for (int size = firstGroup; size < own.Length - 1; size *= 2)
            {
                (int Token, double Height)[] points = new (int, double)[size];
                for (int proposal = 0; proposal < size; proposal++)
                {
                    (double place, double height) = bug.Point(coins, position, next++);
                    points[proposal] = (others.Sample(place), height);
                    wire.Send((ulong)points[proposal].Token, TokenBits(own.Length));
                }

                int? found = null;
                foreach ((int token, double height) in points)
                {
                    double hers = await wire.ReceiveAsync(gridBits) * Math.ScaleB(1, -gridBits);
                    found ??= bug.Takes(height, hers, own[token]) ? token : null;
                }

                wire.Send(found is null ? 1u : 0u, 1);
                if (found is { } taken)
                {
                    return taken;
                }
            }

            positive[draft] = Math.Max(0, own[draft] - weight);
            for (int token = 0; token < own.Length; token++)
            {
                positive[token] = token == draft ? positive[token] : Math.Max(0, own[token] - (await wire.ReceiveAsync(gridBits) * Math.ScaleB(1, -gridBits)));
            }

            return new InverseCdf(positive).Sample(party.Private.Uniform(position, 1));
        }
    }
}
