using Coupling.Protocols;

namespace Coupling.Lockstep;

/// <summary>
/// How many rounds of a mode share a batch, and how many batches are under way, so that frames and memory stay bounded. A
/// function of public things only: both parties cut a lease alike.
/// </summary>
public static class BatchLimits
{
    /// <summary>The fixed messages of one turn of a batch: 8 MiB, one row of 2^20 weights of 64 bits.</summary>
    public const long LargestTurnBits = 1L << 26;

    /// <summary>The fixed messages of one turn of all batches under way: 16 MiB.</summary>
    public const long LargestInFlightBits = 2 * LargestTurnBits;

    /// <summary>Rounds of a batch: whole units, as many as were asked for and as the largest turn holds, at least one unit.</summary>
    /// <param name="protocol">The mode.</param>
    /// <param name="asked">Rounds, at least 1.</param>
    /// <param name="alphabetSize">n, 1..2^20.</param>
    public static int Rounds(ConversingProtocol protocol, int asked, int alphabetSize)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentOutOfRangeException.ThrowIfLessThan(asked, 1);
        long units = Math.Min(asked / protocol.UnitRounds, MostUnits(LargestTurnBits, protocol, alphabetSize));
        return checked((int)Math.Max(1, units) * protocol.UnitRounds);
    }

    /// <summary>Batches under way at once: as many as were asked for and as memory holds, at least one.</summary>
    /// <param name="protocol">The mode.</param>
    /// <param name="asked">Batches, at least 1.</param>
    /// <param name="batchRounds">What <see cref="Rounds"/> gave.</param>
    /// <param name="alphabetSize">n, 1..2^20.</param>
    public static int InFlight(ConversingProtocol protocol, int asked, int batchRounds, int alphabetSize)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentOutOfRangeException.ThrowIfLessThan(asked, 1);
        long units = batchRounds / protocol.UnitRounds;
        return (int)Math.Clamp(MostUnits(LargestInFlightBits, protocol, alphabetSize) / units, 1, asked);
    }

    private static long MostUnits(long bits, ConversingProtocol protocol, int alphabetSize) =>
        protocol.LargestMessageBits(alphabetSize) is > 0 and var message ? bits / message : bits;
}
