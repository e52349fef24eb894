namespace Coupling.Link.Shapes;

/// <summary>What a link does to one direction. Nothing, by default.</summary>
public sealed record DirectionShape
{
    /// <summary>1 s. More would come near to the deadlines of a handshake and of an orderly close.</summary>
    public static readonly TimeSpan MaximumDelay = TimeSpan.FromSeconds(1);

    /// <summary>64 kbit/s: what HTTP/2 allows under way, 1 MiB, then takes two minutes.</summary>
    public const long MinimumRate = 64_000;

    /// <summary>10 Gbit/s.</summary>
    public const long MaximumRate = 10_000_000_000;

    /// <summary>What a direction holds at most, whatever its shape: 16 MiB.</summary>
    private const int HardCap = 16 << 20;

    /// <summary>The same without a rate: 4 MiB.</summary>
    private const int UnlimitedCap = 4 << 20;

    /// <summary>So much time's worth may wait for its turn: a reader that is late does not leave the line idle.</summary>
    private const double QueueSeconds = 0.02;

    public static DirectionShape None { get; } = new();

    /// <summary>From the end of a byte's serialisation until it is passed on: 0 to 1 s.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The delay varies evenly by so much to either side: 0 to <see cref="Delay"/>. Bytes never overtake each other.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>TCP payload in bits per second, 64,000 to 10¹⁰; 0 for no limit.</summary>
    public long Rate { get; init; }

    /// <summary>Whether bytes are passed on as they come.</summary>
    public bool IsPlain => Delay == TimeSpan.Zero && Rate == 0;

    /// <summary>Bytes that the link holds of this direction at most: what the delay holds at the rate, and what waits for its turn.</summary>
    /// <param name="queueBytes">What may wait for its turn in any case.</param>
    public int MostHeldBytes(int queueBytes)
    {
        if (Rate == 0)
        {
            return Math.Max(UnlimitedCap, queueBytes);
        }

        double bytesPerSecond = Rate / 8.0;
        double underWay = bytesPerSecond * (Delay + Jitter).TotalSeconds;
        return (int)Math.Min(HardCap, underWay + Math.Max(queueBytes, bytesPerSecond * QueueSeconds));
    }
}
