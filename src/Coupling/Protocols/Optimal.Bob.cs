using System.Runtime.CompilerServices;
using Coupling.Bits;
using Coupling.Distributions;
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

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        public async ValueTask ConverseAsync(Unit unit, IBitWire wire)
        {
            long round = unit.Rounds.First;
            Row common = mode.Cached
                ? shipped ?? throw new InvalidOperationException("A round began before the setup.")
                : await ReceiveRowAsync(wire).ConfigureAwait(false);

            // 2. and 3. and 4. a′, the race over P′, and b beside it.
            unit.Samples.Span[0] = SamplerOf(common, party.Own.RowAt(round)).Sample(round);
        }

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        private async ValueTask<Row> ReceiveRowAsync(IBitWire wire)
        {
            // 1. Her weights, and P′ from them. Memory is taken when the first one is there: most units of a batch wait long.
            ulong first = await wire.ReceiveAsync(mode.Format.Width).ConfigureAwait(false);
            var words = new ulong[party.AlphabetSize];
            words[0] = first;
            for (int item = 1; item < words.Length; item++)
            {
                words[item] = await wire.ReceiveAsync(mode.Format.Width).ConfigureAwait(false);
            }

            return RowOf(words);
        }

        /// <summary>The row of these words; the last one again if they are the same, so that nothing is prepared twice.</summary>
        private Row RowOf(ulong[] words)
        {
            if (shipped is null || !words.AsSpan().SequenceEqual(shippedWords))
            {
                shipped = Checked(Array.ConvertAll(words, mode.Format.Decode));
                shippedWords = words;
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
