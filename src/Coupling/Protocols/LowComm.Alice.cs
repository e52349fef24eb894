using System.Runtime.CompilerServices;
using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Pooling;

namespace Coupling.Protocols;

public sealed partial class LowComm
{
    private sealed class Alice : IConversation
    {
        private readonly PartyContext party;
        private readonly int itemBits;
        private readonly int gridBits;
        private readonly long mostQuestions;
        private readonly PerRow<CoupledDraws> draws;

        public Alice(PartyContext party, LowComm mode)
        {
            this.party = party;
            itemBits = BitWidth.ToName(party.AlphabetSize);
            gridBits = mode.GridBits(party.AlphabetSize);
            mostQuestions = (long)mode.MostProposals + party.AlphabetSize;
            draws = new PerRow<CoupledDraws>(party.Own, row => new CoupledDraws(row, party, gridBits));
        }

        [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
        public async ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            // 1. and 2. P′, a and a′. Whatever Bob does, a is her sample.
            CoupledDraws ofRow = draws.At(unit.Rounds.First);
            GridRow rounded = ofRow.Rounded;
            (int a, int onGrid) = ofRow.At(unit.Rounds.First);
            unit.Samples.Span[0] = a;

            // 3. Alice → Bob: a′, and its weight in steps, less the one that it has for certain.
            wire.Send((ulong)onGrid, itemBits);
            wire.Send((ulong)rounded.Steps[onGrid] - 1, gridBits);

            // 4. and 7. and 8. Bob: has he his sample?
            for (long questions = 0; await wire.ReceiveAsync(1).ConfigureAwait(false) == Asks; questions++)
            {
                // 5. Bob → Alice: an item.
                ulong item = await wire.ReceiveAsync(itemBits).ConfigureAwait(false);
                if (item >= (ulong)party.AlphabetSize || item == (ulong)onGrid || questions == mostQuestions)
                {
                    throw new WireProtocolException(
                        $"Bob cannot ask for the weight of item {item} of {party.AlphabetSize}, having that of {onGrid}, after {questions} questions.");
                }

                // 6. Alice → Bob: its weight in steps. Less than all of them, as a′ has one.
                wire.Send((ulong)rounded.Steps[(int)item], gridBits);
            }
        }
    }
}
