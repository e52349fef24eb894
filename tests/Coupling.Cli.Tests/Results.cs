using System.Text.Json;

namespace Coupling.Cli.Tests;

/// <summary>Results as the coordinator might write them: only what the command line reads.</summary>
internal static class Results
{
    public static JsonElement Of(ulong seed, string[] plan, params JsonElement[] modes) => JsonSerializer.SerializeToElement(
        new { plan = new { modes = plan, seed }, verdict = "valid", modes });

    public static JsonElement Mode(
        string mode,
        double? agreement = 0.5,
        double low = 0.4,
        double high = 0.6,
        double? exact = 0.5,
        long rounds = 100,
        double? bits = 0,
        bool reconciled = true) => JsonSerializer.SerializeToElement(new
        {
            mode,
            rounds,
            agreement,
            exact,
            interval = new { low, high, confidence = 0.99 },
            marginals = new { alice = new { p_value = 0.25 }, bob = (object?)null },
            payload_bits_per_round = bits,
            reconciled,
        });
}
