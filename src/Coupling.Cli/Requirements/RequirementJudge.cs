using System.Globalization;
using System.Text.Json;
using Coupling.Wire.Hosting;

namespace Coupling.Cli.Requirements;

/// <summary>Holds requirements against a result. They change the exit code and nothing else.</summary>
internal static class RequirementJudge
{
    /// <summary>The one field that is an estimate: it is judged by its interval.</summary>
    private const string Agreement = "agreement";

    /// <summary>Every requirement, in every mode of the plan that it is about.</summary>
    public static IReadOnlyList<RequirementFinding> Judge(IReadOnlyList<Requirement> requirements, JsonElement result)
    {
        JsonElement plan = result.GetProperty("plan");
        ulong seed = plan.GetProperty("seed").GetUInt64();
        Dictionary<string, JsonElement> modes = result.GetProperty("modes").EnumerateArray()
            .ToDictionary(mode => mode.GetProperty("mode").GetString()!);
        return
        [
            .. from requirement in requirements
               from mode in plan.GetProperty("modes").EnumerateArray().Select(mode => mode.GetString()!)
               where requirement.Mode is null || requirement.Mode == mode
               select modes.TryGetValue(mode, out JsonElement section)
                   ? Judge(requirement, seed, mode, section)
                   : new RequirementFinding(requirement, seed, mode, "not run", RequirementOutcome.Inconclusive),
        ];
    }

    /// <summary>The exit code of a run whose own is <paramref name="runCode"/>. Invalid and failed runs keep theirs.</summary>
    public static int ExitCodeOf(int runCode, IEnumerable<RequirementFinding> findings)
    {
        if (runCode is not (ExitCode.Valid or ExitCode.Inconclusive))
        {
            return runCode;
        }

        RequirementOutcome[] outcomes = [.. findings.Select(finding => finding.Outcome)];
        return outcomes.Contains(RequirementOutcome.NotMet) ? ExitCode.RequirementNotMet
            : outcomes.Contains(RequirementOutcome.Inconclusive) ? ExitCode.Inconclusive
            : runCode;
    }

    private static RequirementFinding Judge(Requirement requirement, ulong seed, string mode, JsonElement section)
    {
        if (ValueOf(section, requirement.Field.Path) is not { } value)
        {
            return new RequirementFinding(requirement, seed, mode, "not known", RequirementOutcome.Inconclusive);
        }

        (double low, double high) = (value, value);
        string text = requirement.Field.IsBoolean ? (value == 1 ? "true" : "false") : Text(value);
        if (requirement.Field.Path == Agreement)
        {
            JsonElement interval = section.GetProperty("interval");
            (low, high) = (interval.GetProperty("low").GetDouble(), interval.GetProperty("high").GetDouble());
            double confidence = interval.GetProperty("confidence").GetDouble();
            text = string.Create(CultureInfo.InvariantCulture, $"{value:F5} ({100 * confidence:0.##} %: {low:F5}–{high:F5})");
        }

        return new RequirementFinding(requirement, seed, mode, text, requirement.Comparison.Judge(low, high, requirement.Bound));
    }

    /// <summary>Null where the result says null, anywhere on the way.</summary>
    private static double? ValueOf(JsonElement section, string path)
    {
        JsonElement value = section;
        foreach (string name in path.Split('.'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
            {
                return null;
            }
        }

        return value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            _ => null,
        };
    }

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
