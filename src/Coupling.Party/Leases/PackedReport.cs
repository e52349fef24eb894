using System.Numerics;
using Coupling.Bits;
using Coupling.Sampling;
using Coupling.Wire.V1;
using Google.Protobuf;

namespace Coupling.Party.Leases;

/// <summary>Makes reports of batches: every number in as many bits as it needs to be told from the others.</summary>
internal static class PackedReport
{
    /// <summary>A report without bits, as those of silent modes are.</summary>
    /// <param name="rounds">Its rounds.</param>
    /// <param name="samples">One item per round, 0..n−1.</param>
    /// <param name="alphabetSize">n.</param>
    public static BatchReport Of(RoundRange rounds, ReadOnlySpan<int> samples, int alphabetSize) => new()
    {
        FirstRound = (ulong)rounds.First,
        Rounds = (uint)rounds.Count,
        Samples = Pack(samples, BitWidth.ToName(alphabetSize)),
    };

    /// <summary>Adds the payload bits of each unit, which are at least 0.</summary>
    public static void AddUnits(this BatchReport report, ReadOnlySpan<int> sent, ReadOnlySpan<int> received)
    {
        int width = Math.Max(WidthOf(sent), WidthOf(received));
        report.UnitWidth = (uint)width;
        report.SentBits = Pack(sent, width);
        report.ReceivedBits = Pack(received, width);
    }

    private static int WidthOf(ReadOnlySpan<int> values)
    {
        int union = 0;
        foreach (int value in values)
        {
            union |= value;
        }

        return 32 - BitOperations.LeadingZeroCount((uint)union);
    }

    private static ByteString Pack(ReadOnlySpan<int> values, int width)
    {
        var packed = new byte[PackedBits.ByteLength(values.Length, width)];
        PackedBits.Pack(values, width, packed);
        return UnsafeByteOperations.UnsafeWrap(packed);
    }
}
