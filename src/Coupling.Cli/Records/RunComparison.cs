using System.Text.Json;

namespace Coupling.Cli.Records;

/// <summary>Two results side by side.</summary>
/// <param name="Differences">Fields of plan, inputs and environment that differ, as `field: A, B`.</param>
/// <param name="Modes">Modes that both have, in the first one's order.</param>
/// <param name="OnlyInA">Modes of the first alone.</param>
/// <param name="OnlyInB">Modes of the second alone.</param>
internal sealed record RunComparison(
    IReadOnlyList<string> Differences, IReadOnlyList<ModeComparison> Modes, IReadOnlyList<string> OnlyInA, IReadOnlyList<string> OnlyInB)
{
    private static readonly string[] Compared =
    [
        "verdict", "plan.seed", "plan.rounds", "plan.rows", "plan.rounds_per_row", "plan.batch", "plan.in_flight", "inputs.alice.spec", "inputs.alice.digest", "inputs.bob.spec",
        "inputs.bob.digest", "alphabet.digest", "environment.version", "environment.commit", "environment.os", "environment.dotnet",
        "environment.cores",
    ];

    /// <exception cref="KeyNotFoundException">One is no result.</exception>
    public static RunComparison Of(JsonElement a, JsonElement b)
    {
        Dictionary<string, JsonElement> first = ModesOf(a);
        Dictionary<string, JsonElement> second = ModesOf(b);
        bool sameSeed = Text(a, "plan.seed") == Text(b, "plan.seed");
        return new RunComparison(
            [.. Compared.Where(path => Text(a, path) != Text(b, path)).Select(path => $"{path}: {Text(a, path)}, {Text(b, path)}")],
            [.. first.Where(mode => second.ContainsKey(mode.Key)).Select(mode => ModeComparison.Of(mode.Value, second[mode.Key], sameSeed))],
            [.. first.Keys.Except(second.Keys)],
            [.. second.Keys.Except(first.Keys)]);
    }

    private static Dictionary<string, JsonElement> ModesOf(JsonElement result) =>
        result.GetProperty("modes").EnumerateArray().ToDictionary(mode => mode.GetProperty("mode").GetString()!);

    private static string Text(JsonElement result, string path)
    {
        JsonElement value = result;
        foreach (string name in path.Split('.'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
            {
                return "none";
            }
        }

        return value.ValueKind == JsonValueKind.Null ? "none" : value.ToString();
    }
}
