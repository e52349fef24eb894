using System.Text.Json;

namespace Coupling.Cli.Seeds;

/// <summary>How a mode varies between seeds. Runs in which it did no round do not count.</summary>
/// <param name="Mode">Its name.</param>
/// <param name="Seeds">How many runs count.</param>
/// <param name="Exact">Pr[a = b] by the closed form; null without disclosure.</param>
/// <param name="Agreement">Of the share of agreements.</param>
/// <param name="BinomialStandardDeviation">
/// What the agreement's would be by chance alone: √(p(1−p)/rounds), where p is the exact value if it is known, else the mean.
/// </param>
/// <param name="PayloadBitsPerRound">Of the payload.</param>
internal sealed record ModeSpread(
    string Mode, int Seeds, double? Exact, Spread? Agreement, double? BinomialStandardDeviation, Spread? PayloadBitsPerRound)
{
    /// <summary>One per mode of the plan, in its order.</summary>
    /// <param name="results">Documents of runs that differ in their seeds only.</param>
    public static IReadOnlyList<ModeSpread> OfAll(IReadOnlyList<JsonElement> results) => results.Count == 0
        ? []
        : [.. results[0].GetProperty("plan").GetProperty("modes").EnumerateArray().Select(mode => Of(mode.GetString()!, results))];

    private static ModeSpread Of(string mode, IReadOnlyList<JsonElement> results)
    {
        JsonElement[] sections =
        [
            .. results.SelectMany(result => result.GetProperty("modes").EnumerateArray())
                .Where(section => section.GetProperty("mode").GetString() == mode && section.GetProperty("rounds").GetInt64() > 0),
        ];
        double? exact = sections.Select(section => Number(section, "exact")).FirstOrDefault();
        Spread? agreement = Spread.Of(Numbers(sections, "agreement"));
        return new ModeSpread(
            mode,
            sections.Length,
            exact,
            agreement,
            agreement is null ? null : ByChance(exact ?? agreement.Mean, Numbers(sections, "rounds")),
            Spread.Of(Numbers(sections, "payload_bits_per_round")));
    }

    private static double ByChance(double p, double[] rounds) => Math.Sqrt(rounds.Average(count => p * (1 - p) / count));

    private static double[] Numbers(JsonElement[] sections, string name) => [.. sections.Select(section => Number(section, name)).OfType<double>()];

    private static double? Number(JsonElement section, string name) =>
        section.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
}
