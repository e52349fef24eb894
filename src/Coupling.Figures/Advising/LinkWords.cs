using System.Globalization;

namespace Coupling.Figures.Advising;

/// <summary>A link in words, short enough for a title.</summary>
internal static class LinkWords
{
    public static string Of(AdviceLink? link) => link is null
        ? "no shape: loopback"
        : link.Up == link.Down ? $"{Of(link.Up)} each way" : $"up {Of(link.Up)}, down {Of(link.Down)}";

    private static string Of(AdviceDirection direction)
    {
        string jitter = direction.JitterMs > 0 ? string.Create(CultureInfo.InvariantCulture, $" ± {direction.JitterMs:0.###}") : "";
        string rate = direction.RateBps is { } bps
            ? bps >= 1e9 ? string.Create(CultureInfo.InvariantCulture, $"{bps / 1e9:0.###} Gbit/s")
            : bps >= 1e6 ? string.Create(CultureInfo.InvariantCulture, $"{bps / 1e6:0.###} Mbit/s")
            : string.Create(CultureInfo.InvariantCulture, $"{bps / 1e3:0.###} kbit/s")
            : "any rate";
        return string.Create(CultureInfo.InvariantCulture, $"{direction.DelayMs:0.###}{jitter} ms, {rate}");
    }
}
