using Coupling.Wire.V1;

namespace Coupling.Wire.Links;

/// <summary>How much a probe says. A function of the public plan: both sides know it.</summary>
public static class ProbeSize
{
    /// <summary>Round trips, if there is time for so many.</summary>
    public const int MostEchoes = 20;

    /// <summary>Round trips before those that are measured: the first ones wait for code to be compiled.</summary>
    public const int WarmEchoes = 3;

    /// <summary>Round trips in any case.</summary>
    public const int LeastEchoes = 5;

    /// <summary>After so much time no echo begins but those that are needed.</summary>
    public static readonly TimeSpan EchoTime = TimeSpan.FromSeconds(2);

    /// <summary>In each direction, at most: 16 MiB.</summary>
    public const int MostBytes = 16 << 20;

    /// <summary>Of a direction without a rate: 4 MiB.</summary>
    private const int UnlimitedBytes = 4 << 20;

    private const int LeastBytes = 8 << 10;
    private const int LargestChunk = 32 << 10;
    private const int LeastChunk = 128;
    private const int Chunks = 64;

    /// <summary>What one direction's bulk has: a second's worth of its rate.</summary>
    public static int Bytes(DirectionShaping direction)
    {
        ArgumentNullException.ThrowIfNull(direction);
        return direction.RateBps == 0 ? UnlimitedBytes : (int)Math.Clamp(direction.RateBps / 8, LeastBytes, MostBytes);
    }

    /// <summary>The sizes of the messages that so many bytes are said in: small enough to see them come.</summary>
    public static IEnumerable<int> Cut(int bytes)
    {
        int chunk = Math.Clamp(bytes / Chunks, LeastChunk, LargestChunk);
        for (int rest = bytes; rest > 0; rest -= chunk)
        {
            yield return Math.Min(chunk, rest);
        }
    }

    /// <summary>How long a probe may take: what it says, at the rates, and as much as deadlines of a lease allow.</summary>
    public static TimeSpan Time(LinkShaping shaping) =>
        TimeSpan.FromSeconds(60) + (2 * LinkShapings.HoldingTime(shaping));
}
