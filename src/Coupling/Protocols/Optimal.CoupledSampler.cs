using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Protocols;

public sealed partial class Optimal
{
    /// <summary>
    /// One party's draws beside a row that both know: the race over the common row, which both see alike, then the party's own
    /// sample, equal to the race's as often as its own row allows. Exactly of the own row's law.
    /// </summary>
    private sealed class CoupledSampler(Row common, Row own, PartyContext party)
    {
        private const int KeepCoin = 0;
        private const int ResidualCoin = 1;

        private readonly ISampler race = SharedRace.Of(new ConstantRows(common), party.Public, party.RoundsPerPair);
        private InverseCdf? residual;

        /// <summary>Whether this is the sampler of these two rows.</summary>
        public bool IsOf(Row commonRow, Row ownRow) => ReferenceEquals(common, commonRow) && ReferenceEquals(own, ownRow);

        /// <summary>The party's sample of a round.</summary>
        public int Sample(long round)
        {
            // 2. The common item: the race over the common row.
            int item = race.Sample(round);

            // 3. It is kept with probability min(1, own/common).
            if (party.Private.Uniform(round, KeepCoin) * common[item] < own[item])
            {
                return item;
            }

            // 4. Else the residual (own − common)₊. It is empty only where rejection is a rounding in the sums of the weights.
            residual ??= new InverseCdf(PositivePart(own.Weights, common.Weights));
            return residual.IsEmpty ? item : residual.Sample(party.Private.Uniform(round, ResidualCoin));
        }

        private static double[] PositivePart(ReadOnlySpan<double> of, ReadOnlySpan<double> less)
        {
            var positive = new double[of.Length];
            for (int item = 0; item < positive.Length; item++)
            {
                positive[item] = Math.Max(0, of[item] - less[item]);
            }

            return positive;
        }
    }
}
