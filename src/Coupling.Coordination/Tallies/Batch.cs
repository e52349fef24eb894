using Coupling.Coordination.Parties;
using Coupling.Wire.V1;

namespace Coupling.Coordination.Tallies;

/// <summary>One party's report of a batch, checked.</summary>
/// <param name="First">Its first round.</param>
/// <param name="Samples">One item per round.</param>
/// <param name="SentBits">Payload bits of each unit; empty for silent modes.</param>
/// <param name="ReceivedBits">Likewise.</param>
/// <param name="TurnsSpoken">Turns in which the party spoke.</param>
internal sealed record Batch(long First, int[] Samples, int[] SentBits, int[] ReceivedBits, int TurnsSpoken) : IReported
{
    /// <summary>Rounds per public setting of an adaptive mode, in the order of the settings; empty for others.</summary>
    public IReadOnlyList<(long Setting, long Rounds)> Settings { get; init; } = [];

    /// <exception cref="LeaseFaultException">The report contradicts itself or the alphabet.</exception>
    public static Batch Of(BatchReport report, int alphabetSize, string party)
    {
        var batch = new Batch(
            (long)report.FirstRound,
            LittleEndian.Integers(report.Samples.Span),
            LittleEndian.Integers(report.SentBits.Span),
            LittleEndian.Integers(report.ReceivedBits.Span),
            (int)report.TurnsSpoken)
        {
            Settings = [.. report.Settings.Select(entry => (entry.Setting, (long)entry.Rounds))],
        };
        int outside = Array.FindIndex(batch.Samples, sample => sample < 0 || sample >= alphabetSize);
        if (outside >= 0)
        {
            throw new LeaseFaultException(
                $"{party}: round {batch.First + outside}: sample {batch.Samples[outside]} (allowed: 0 to {alphabetSize - 1})");
        }

        if (batch.Samples.Length != report.Rounds || batch.SentBits.Length != batch.ReceivedBits.Length)
        {
            throw new LeaseFaultException($"{party}: the report of round {batch.First} has {batch.Samples.Length} samples for {report.Rounds} rounds");
        }

        return batch;
    }
}
