using System.Buffers;
using System.Runtime.CompilerServices;
using Coupling.Bits;
using Coupling.Distributions;
using Coupling.Pooling;
using Coupling.Sampling;

namespace Coupling.Protocols;

public sealed partial class Optimal
{
    private sealed class Bob(PartyContext party, Optimal mode) : IConversation
    {
        private Row? shipped;
        private ulong[]? shippedWords;
        private CoupledSampler? sampler;

        public async ValueTask SetUpAsync(IBitWire wire)
        {
            if (mode.Cached)
            {
                shipped = await ReceiveRowAsync(wire).ConfigureAwait(false);
            }
        }

        [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
        public async ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            long round = unit.Rounds.First;
            Row common = mode.Cached
                ? shipped ?? throw new InvalidOperationException("A round began before the setup.")
                : await ReceiveRowAsync(wire).ConfigureAwait(false);

            // 2. and 3. and 4. a′, the race over P′, and b beside it.
            unit.Samples.Span[0] = SamplerOf(common, party.Own.RowAt(round)).Sample(round);
        }

        [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
        private async ValueTask<Row> ReceiveRowAsync(IBitWire wire)
        {
            // 1. Her weights, and P′ from them. Memory is taken when the first one is there: most units of a batch wait long.
            ulong first = await wire.ReceiveAsync(mode.Format.Width).ConfigureAwait(false);
            ulong[] words = ArrayPool<ulong>.Shared.Rent(party.AlphabetSize);
            words[0] = first;
            await wire.ReceiveAllAsync(words.AsMemory(1, party.AlphabetSize - 1), mode.Format.Width).ConfigureAwait(false);
            Row row = RowOf(words.AsSpan(0, party.AlphabetSize));
            ArrayPool<ulong>.Shared.Return(words);
            return row;
        }

        /// <summary>The row of these words; the last one again if they are the same, so that nothing is prepared twice.</summary>
        private Row RowOf(ReadOnlySpan<ulong> words)
        {
            if (shipped is null || !words.SequenceEqual(shippedWords))
            {
                shippedWords = words.ToArray();
                shipped = Checked(Array.ConvertAll(shippedWords, mode.Format.Decode));
            }

            return shipped;
        }

        private Row Checked(double[] numbers)
        {
            try
            {
                return ShippedRow.FromNumbers(numbers, mode.Format);
            }
            catch (BadDataException fault)
            {
                throw new WireProtocolException(fault.Message, fault);
            }
        }

        private CoupledSampler SamplerOf(Row common, Row own)
        {
            if (sampler is null || !sampler.IsOf(common, own))
            {
                sampler = new CoupledSampler(common, own, party);
            }

            return sampler;
        }
    }
}
