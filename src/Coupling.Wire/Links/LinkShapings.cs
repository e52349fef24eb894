using System.Globalization;
using Coupling.Wire.V1;

namespace Coupling.Wire.Links;

/// <summary>The ranges of a shaped link, and what follows from it for whoever speaks over it.</summary>
public static class LinkShapings
{
    /// <summary>1 s, one way.</summary>
    public const uint MaximumDelayMicroseconds = 1_000_000;

    /// <summary>64 kbit/s.</summary>
    public const ulong MinimumRate = 64_000;

    /// <summary>10 Gbit/s.</summary>
    public const ulong MaximumRate = 10_000_000_000;

    /// <summary>What HTTP/2 lets one side of a stream have under way.</summary>
    private const double WindowBits = 8.0 * Dialing.WireLimits.StreamWindowBytes;

    private const int TurnsOfABatch = 32;

    /// <summary>The field that is out of range, its value and what is allowed; null if there is none.</summary>
    public static (string Field, string Value, string Allowed)? Problem(LinkShaping? shaping)
    {
        if (shaping is null)
        {
            return null;
        }

        return shaping.Up is null || shaping.Down is null
            ? ("link", "one direction", "both directions")
            : Problem("up", shaping.Up) ?? Problem("down", shaping.Down);
    }

    /// <summary>
    /// How long the link may keep what was said before the other side hears it, and its answer: both delays, and in each direction all
    /// that may be under way, at the rate. Zero without a shape.
    /// </summary>
    public static TimeSpan HoldingTime(LinkShaping? shaping) => shaping is null
        ? TimeSpan.Zero
        : HoldingTime(shaping.Up) + HoldingTime(shaping.Down);

    /// <summary>Bits per second of the slower direction; null if neither has a rate.</summary>
    public static double? SlowerRate(LinkShaping? shaping) => shaping is null
        ? null
        : new[] { shaping.Up.RateBps, shaping.Down.RateBps }.Where(rate => rate > 0).Select(rate => (double?)rate).Min();

    /// <summary>The mean of both directions, in seconds.</summary>
    public static double MeanDelaySeconds(LinkShaping? shaping) => shaping is null ? 0 : (shaping.Up.DelayUs + shaping.Down.DelayUs) / 2e6;

    /// <summary>What the turns of one batch take, some 32 of them, in seconds, however small it is.</summary>
    public static double TurnsSeconds(LinkShaping? shaping) => TurnsOfABatch * MeanDelaySeconds(shaping);

    private static TimeSpan HoldingTime(DirectionShaping direction) =>
        TimeSpan.FromMicroseconds((long)direction.DelayUs + direction.JitterUs)
        + (direction.RateBps > 0 ? TimeSpan.FromSeconds(WindowBits / direction.RateBps) : TimeSpan.Zero);

    private static (string Field, string Value, string Allowed)? Problem(string name, DirectionShaping direction) => direction switch
    {
        _ when direction.DelayUs > MaximumDelayMicroseconds => ($"{name}.delay", Text(direction.DelayUs), $"0 to {MaximumDelayMicroseconds} us"),
        _ when direction.JitterUs > direction.DelayUs => ($"{name}.jitter", Text(direction.JitterUs), $"0 to {direction.DelayUs} us, the delay"),
        _ when direction.RateBps is not 0 and (< MinimumRate or > MaximumRate) => ($"{name}.rate", Text(direction.RateBps), $"0, or {MinimumRate} to {MaximumRate} bit/s"),
        _ => null,
    };

    private static string Text(ulong value) => value.ToString(CultureInfo.InvariantCulture);
}
