using System.Globalization;

namespace Coupling.Link.Shapes;

/// <summary>
/// The words of a shape: `delay=20ms,jitter=2ms,rate=1mbit`. A key with `up.` or `down.` before it is about one direction and wins over
/// the plain one; `none` is no shape.
/// </summary>
public static class LinkShapeText
{
    private const string None = "none";
    private const string Delay = "delay";
    private const string Jitter = "jitter";
    private const string Rate = "rate";

    private static readonly string[] Keys = [Delay, Jitter, Rate];
    private static readonly string[] Directions = ["up", "down"];
    private static readonly (string Name, decimal Factor)[] Times = [("us", 1m), ("ms", 1_000m), ("s", 1_000_000m)];
    private static readonly (string Name, decimal Factor)[] Rates = [("gbit", 1e9m), ("mbit", 1e6m), ("kbit", 1e3m), ("bit", 1m)];

    /// <summary>Null for `none`.</summary>
    /// <exception cref="FormatException">It is no shape; the message names the key, the value and what is allowed.</exception>
    public static LinkShape? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text == None)
        {
            return null;
        }

        var given = new Dictionary<string, string>();
        foreach (string entry in text.Split(','))
        {
            string[] parts = entry.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length != 2 || !IsKey(parts[0]))
            {
                throw new FormatException($"'{entry}' (allowed: none, or delay=, jitter=, rate=, each also with up. or down. before it, separated by commas)");
            }

            if (!given.TryAdd(parts[0], parts[1]))
            {
                throw new FormatException($"{parts[0]}: given twice (allowed: once)");
            }
        }

        return new LinkShape(Direction(given, "up"), Direction(given, "down"));
    }

    internal static string Write(LinkShape shape)
    {
        string up = Write(shape.Up, string.Empty);
        return shape.Up == shape.Down
            ? up.Length > 0 ? up : "delay=0ms"
            : string.Join(',', new[] { Write(shape.Up, "up."), Write(shape.Down, "down.") }.Where(part => part.Length > 0));
    }

    private static string Write(DirectionShape shape, string prefix)
    {
        var words = new List<string>();
        if (shape.Delay > TimeSpan.Zero)
        {
            words.Add($"{prefix}{Delay}={Milliseconds(shape.Delay)}");
        }

        if (shape.Jitter > TimeSpan.Zero)
        {
            words.Add($"{prefix}{Jitter}={Milliseconds(shape.Jitter)}");
        }

        if (shape.Rate > 0)
        {
            (string unit, decimal factor) = Rates.First(rate => shape.Rate % rate.Factor == 0);
            words.Add(string.Create(CultureInfo.InvariantCulture, $"{prefix}{Rate}={shape.Rate / factor:0}{unit}"));
        }

        return string.Join(',', words);
    }

    private static string Milliseconds(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(decimal)time.Ticks / TimeSpan.TicksPerMillisecond:0.###}ms");

    private static bool IsKey(string key) =>
        Keys.Contains(key) || (key.Split('.', 2) is [var direction, var rest] && Directions.Contains(direction) && Keys.Contains(rest));

    private static DirectionShape Direction(Dictionary<string, string> given, string direction)
    {
        TimeSpan delay = Time(Find(Delay), DirectionShape.MaximumDelay, "1s");
        return new DirectionShape
        {
            Delay = delay,
            Jitter = Time(Find(Jitter), delay, $"{Milliseconds(delay)}, the delay"),
            Rate = RateOf(Find(Rate)),
        };

        (string Key, string? Value) Find(string key) =>
            given.TryGetValue($"{direction}.{key}", out string? own) ? ($"{direction}.{key}", own) : (key, given.GetValueOrDefault(key));
    }

    private static TimeSpan Time((string Key, string? Value) entry, TimeSpan most, string mostText)
    {
        if (entry.Value is null)
        {
            return TimeSpan.Zero;
        }

        decimal? time = Number(entry.Value, Times);
        return time is { } microseconds && microseconds == decimal.Truncate(microseconds) && microseconds <= most.Ticks / TimeSpan.TicksPerMicrosecond
            ? TimeSpan.FromMicroseconds((long)microseconds)
            : throw new FormatException($"{entry.Key}: {entry.Value} (allowed: 0ms to {mostText}, in us, ms or s, whole microseconds)");
    }

    private static long RateOf((string Key, string? Value) entry)
    {
        if (entry.Value is null)
        {
            return 0;
        }

        decimal? rate = Number(entry.Value, Rates);
        return rate is >= DirectionShape.MinimumRate and <= DirectionShape.MaximumRate && rate == decimal.Truncate(rate.Value)
            ? (long)rate
            : throw new FormatException($"{entry.Key}: {entry.Value} (allowed: 64kbit to 10gbit per second, in bit, kbit, mbit or gbit)");
    }

    /// <summary>Null if it is no number with one of the units, or one that is far too large.</summary>
    private static decimal? Number(string text, (string Name, decimal Factor)[] units)
    {
        foreach ((string name, decimal factor) in units)
        {
            if (text.EndsWith(name, StringComparison.Ordinal)
                && decimal.TryParse(text[..^name.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number))
            {
                return number <= DirectionShape.MaximumRate ? number * factor : null;
            }
        }

        return null;
    }
}
