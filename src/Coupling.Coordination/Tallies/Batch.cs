using Coupling.Bits;
using Coupling.Coordination.Parties;
using Coupling.Wire.Plans;
using Coupling.Wire.V1;
using Google.Protobuf;

namespace Coupling.Coordination.Tallies;

/// <summary>One party's report of a batch, checked.</summary>
/// <param name="First">Its first round.</param>
/// <param name="Samples">One item per round.</param>
/// <param name="SentBits">Payload bits of each unit; empty for silent modes.</param>
/// <param name="ReceivedBits">Likewise.</param>
/// <param name="TurnsSpoken">Turns in which the party spoke.</param>
internal sealed record Batch(long First, int[] Samples, int[] SentBits, int[] ReceivedBits, int TurnsSpoken) : IReported
{
    private const int WidestUnit = 31;

    /// <summary>Rounds per public setting of an adaptive mode, in the order of the settings; empty for others.</summary>
    public IReadOnlyList<(long Setting, long Rounds)> Settings { get; init; } = [];

    /// <exception cref="LeaseFaultException">The report contradicts itself or the alphabet.</exception>
    public static Batch Of(BatchReport report, BatchShape shape, string party)
    {
        if (report.Rounds > PlanLimits.MaximumBatch || report.UnitWidth > WidestUnit)
        {
            throw new LeaseFaultException(
                $"{party}: the report of round {report.FirstRound} has {report.Rounds} rounds and units of {report.UnitWidth} bits (allowed: up to {PlanLimits.MaximumBatch} and {WidestUnit})");
        }

        var reading = new Reading(report, party);
        int rounds = (int)report.Rounds;
        int units = shape.Speaks || report.UnitWidth > 0 ? shape.Units(rounds) : 0;
        int[] samples = reading.Unpack("samples", report.Samples, rounds, BitWidth.ToName(shape.AlphabetSize));
        int outside = samples.AsSpan().IndexOfAnyExceptInRange(0, shape.AlphabetSize - 1);
        return outside < 0
            ? new Batch(
                (long)report.FirstRound,
                samples,
                reading.Unpack("sent_bits", report.SentBits, units, (int)report.UnitWidth),
                reading.Unpack("received_bits", report.ReceivedBits, units, (int)report.UnitWidth),
                (int)report.TurnsSpoken)
            {
                Settings = report.Settings.Count == 0 ? [] : [.. report.Settings.Select(entry => (entry.Setting, (long)entry.Rounds))],
            }
            : throw new LeaseFaultException(
                $"{party}: round {(long)report.FirstRound + outside}: sample {samples[outside]} (allowed: 0 to {shape.AlphabetSize - 1})");
    }

    private readonly record struct Reading(BatchReport Report, string Party)
    {
        public int[] Unpack(string field, ByteString packed, int count, int width)
        {
            int bytes = PackedBits.ByteLength(count, width);
            if (packed.Length != bytes)
            {
                throw new LeaseFaultException(
                    $"{Party}: the report of round {Report.FirstRound} has {packed.Length} bytes of {field} (allowed: {bytes}, for {count} of {width} bits)");
            }

            try
            {
                int[] values = GC.AllocateUninitializedArray<int>(count);
                PackedBits.Unpack(packed.Span, width, values);
                return values;
            }
            catch (WireProtocolException fault)
            {
                throw new LeaseFaultException($"{Party}: the report of round {Report.FirstRound}: {field}: {fault.Message}", fault);
            }
        }
    }
}
