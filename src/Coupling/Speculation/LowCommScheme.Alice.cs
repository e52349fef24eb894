using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Sampling;

namespace Coupling.Speculation;

public sealed partial class LowCommScheme
{
    private sealed class Alice(SpeculationContext party, LowCommScheme scheme) : ISpeculator
    {
        private const int DraftCoin = 0;

        private readonly int gridBits = scheme.GridBits(party.AlphabetSize);

        public async ValueTask<Pass> ConductAsync(long position, int drafts, IBitWire wire)
        {
            var text = new PassText(party.Session);
            var rounded = new GridRow[drafts];
            var drafted = new int[drafts];
            for (int i = 0; i < drafts; i++)
            {
                // 1. and 2. P′: her row on the grid. The draft: of P′, by her own coins.
                rounded[i] = GridRow.Of(text.NextRow(), gridBits);
                drafted[i] = new InverseCdf(rounded[i].Weights(total: 1)).Sample(party.Private.Uniform(position + i, DraftCoin));
                text.Append(drafted[i]);

                // 3. Alice → Bob: the draft, and its weight in steps, less the one that it has for certain.
                wire.SendToken(drafted[i], party.AlphabetSize);
                wire.Send((ulong)rounded[i].Steps[drafted[i]] - 1, gridBits);
            }

            // 5. Bob → Alice: how many are accepted.
            int accepted = await wire.ReceiveAcceptedAsync(drafts).ConfigureAwait(false);
            if (accepted < drafts)
            {
                await AnswerAsync(rounded[accepted], drafted[accepted], wire).ConfigureAwait(false);
            }

            // 11. Bob → Alice: his token.
            return text.Settle(new Verdict(accepted, await wire.ReceiveTokenAsync(party.AlphabetSize).ConfigureAwait(false)));
        }

        private async ValueTask AnswerAsync(GridRow rounded, int draft, IBitWire wire)
        {
            for (int group = 0; scheme.GroupSize(group, party.AlphabetSize) is { } size; group++)
            {
                // 7. Bob → Alice: a group of tokens.
                var asked = new int[size];
                for (int proposal = 0; proposal < size; proposal++)
                {
                    asked[proposal] = await wire.ReceiveTokenAsync(party.AlphabetSize).ConfigureAwait(false);
                    if (asked[proposal] == draft)
                    {
                        throw new WireProtocolException($"Bob cannot ask for the weight of token {draft}: it came with the draft.");
                    }
                }

                // 8. Alice → Bob: their weights in steps. Less than all of them, as the draft has one.
                foreach (int token in asked)
                {
                    wire.Send((ulong)rounded.Steps[token], gridBits);
                }

                // 9. Bob → Alice: has he found his token?
                if (await wire.ReceiveAsync(1).ConfigureAwait(false) == Ends)
                {
                    return;
                }
            }

            // 10. Alice → Bob: all weights but the draft's.
            for (int token = 0; token < party.AlphabetSize; token++)
            {
                if (token != draft)
                {
                    wire.Send((ulong)rounded.Steps[token], gridBits);
                }
            }
        }
    }
}
