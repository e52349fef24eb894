using System.Globalization;

namespace Coupling.Models;

/// <summary>
/// What becomes of a model's distribution before anything is drawn of it, in this order: temperature, top-k, top-p, division by the sum. It is
/// a part of the model: what is then exact is exact for the transformed distribution.
/// </summary>
/// <param name="Temperature">T: p^(1/T). 0, the most likely token alone; or 0.01..100; 1 changes nothing.</param>
/// <param name="TopK">The k most likely tokens stay, 1..2^20; null for all. Of equally likely ones those with the lower number.</param>
/// <param name="TopP">The fewest most likely tokens stay that together have at least this share, above 0, at most 1.</param>
public sealed record Transform(double Temperature, int? TopK, double TopP)
{
    internal const string TemperatureOption = "temperature";
    internal const string TopKOption = "top-k";
    internal const string TopPOption = "top-p";

    internal const double MinimumTemperature = 0.01;
    internal const double MaximumTemperature = 100;

    /// <summary>Changes nothing.</summary>
    public static Transform None { get; } = new(1, null, 1);

    internal string ToOptions()
    {
        var options = new List<string>();
        if (Temperature != 1)
        {
            options.Add(string.Create(CultureInfo.InvariantCulture, $"{TemperatureOption}={Temperature:R}"));
        }

        if (TopK is { } k)
        {
            options.Add(string.Create(CultureInfo.InvariantCulture, $"{TopKOption}={k}"));
        }

        if (TopP != 1)
        {
            options.Add(string.Create(CultureInfo.InvariantCulture, $"{TopPOption}={TopP:R}"));
        }

        return string.Join(',', options);
    }
}
