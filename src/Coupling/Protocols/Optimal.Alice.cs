using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Protocols;

public sealed partial class Optimal
{
    private sealed class Alice(PartyContext party, Optimal mode) : IConversation
    {
        private readonly PerRow<CoupledSampler> samplers = new(
            party.Own, row => new CoupledSampler(ShippedRow.Of(row, mode.Format), row, party));

        public ValueTask SetUpAsync(IBitWire wire)
        {
            if (mode.Cached)
            {
                Ship(party.Own.RowAt(0), wire);
            }

            return ValueTask.CompletedTask;
        }

        public ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            long round = unit.Rounds.First;
            if (!mode.Cached)
            {
                Ship(party.Own.RowAt(round), wire);
            }

            // 2. and 3. and 4. a′, the race over P′, and a beside it. Where nothing is lost in shipping, a = a′.
            unit.Samples.Span[0] = samplers.At(round).Sample(round);
            return ValueTask.CompletedTask;
        }

        private void Ship(Row row, IBitWire wire)
        {
            // 1. Alice → Bob: her n weights.
            foreach (double weight in row.Weights)
            {
                wire.Send(mode.Format.Encode(weight), mode.Format.Width);
            }
        }
    }
}
