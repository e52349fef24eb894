using Coupling.Coins;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Protocols;

public sealed partial class LowComm
{
    /// <summary>Alice's two draws of a round: a of her row, a′ of the rounded one, equal as often as can be.</summary>
    private sealed class CoupledDraws
    {
        private const int KeepCoin = 0;
        private const int ResidualCoin = 1;

        private readonly Row own;
        private readonly double[] onGrid;
        private readonly ISampler race;
        private readonly PrivateCoins coins;
        private InverseCdf? residual;

        public CoupledDraws(Row own, PartyContext party, int gridBits)
        {
            // 1. P′, and its weights in the measure of P, whose sum may be off 1.
            this.own = own;
            Rounded = GridRow.Of(own, gridBits);
            onGrid = Rounded.Weights(CompensatedSum.Of(own.Weights));
            race = SharedRace.Of(new ConstantRows(own), party.Public, party.RoundsPerPair);
            coins = party.Private;
        }

        /// <summary>P′.</summary>
        public GridRow Rounded { get; }

        public (int Sample, int OnGrid) At(long round)
        {
            // 2. a: the race over P. a′: the same with probability min(1, p′/p), else of the residual (p′ − p)₊.
            int sample = race.Sample(round);
            bool kept = coins.Uniform(round, KeepCoin) * own[sample] < onGrid[sample];
            return (sample, kept ? sample : (residual ??= Residual()).Sample(coins.Uniform(round, ResidualCoin)));
        }

        private InverseCdf Residual()
        {
            var positive = new double[onGrid.Length];
            for (int item = 0; item < positive.Length; item++)
            {
                positive[item] = Math.Max(0, onGrid[item] - own[item]);
            }

            // Empty only where P′ is P up to rounding; then an item that has a step will do.
            var inverse = new InverseCdf(positive);
            return inverse.IsEmpty ? new InverseCdf(onGrid) : inverse;
        }
    }
}
