using System.Globalization;
using System.Text;
using System.Text.Json;
using Coupling.Cli.Commands;
using Coupling.Cli.Output;
using Coupling.Cli.Requirements;
using Coupling.Wire.Hosting;

namespace Coupling.Cli.Seeds;

/// <summary>Runs that differ in their seeds only, one after another, by the same services.</summary>
internal static class SeedSeries
{
    /// <summary>Conducts all of them. One that fails ends the series; what is done is kept and shown.</summary>
    /// <param name="settings">What all of them have in common.</param>
    /// <param name="id">The series' name; each run's is this one and its seed.</param>
    /// <param name="folder">The series' folder.</param>
    /// <param name="follow">Submits a run and follows it to its end.</param>
    public static async Task<int> ConductAsync(
        RunSettings settings, string id, RunFolder folder, Func<RunSettings, string, Task<RunOutcome>> follow)
    {
        var results = new List<JsonElement>();
        int code = ExitCode.Valid;
        try
        {
            for (int index = 0; index < settings.Seeds.Count && code <= ExitCode.Invalid; index++)
            {
                ulong seed = settings.Seeds[index];
                Announce(settings, index);
                string name = string.Create(CultureInfo.InvariantCulture, $"{id}-seed-{seed}");
                RunOutcome outcome = await follow(settings with { Seed = seed }, name).ConfigureAwait(false);
                if (outcome.Json is { } json)
                {
                    results.Add(JsonElement.Parse(json));
                    Keep(settings.Format, json, folder.OfSeed(seed));
                }

                // The codes are ordered: a failure, which ends the loop, before invalid before inconclusive.
                code = Math.Max(code, outcome.Ended.ExitCode);
            }
        }
        finally
        {
            Show(settings.Format, results, folder);
        }

        IReadOnlyList<RequirementFinding> findings = [.. results.SelectMany(result => RequirementJudge.Judge(settings.Requirements, result))];
        RequirementOutput.Write(settings.Format, findings, withSeed: true);
        return RequirementJudge.ExitCodeOf(code, findings);
    }

    private static void Announce(RunSettings settings, int index)
    {
        if (settings.Format != OutputFormat.Jsonl)
        {
            Console.Error.WriteLine($"seed {settings.Seeds[index]} ({index + 1} of {settings.Seeds.Count})");
        }
    }

    private static void Keep(OutputFormat format, byte[] json, RunFolder folder)
    {
        folder.WriteResult(json);
        if (format == OutputFormat.Jsonl)
        {
            ResultOutput.Write(format, json, folder.FullPath);
        }
    }

    private static void Show(OutputFormat format, List<JsonElement> results, RunFolder folder)
    {
        if (results.Count == 0)
        {
            return;
        }

        SeedsDocument series = SeedsDocument.Of(results);
        byte[] json = series.Serialize();
        folder.WriteSeeds(json);
        switch (format)
        {
            case OutputFormat.Table:
                SpreadTable.Write(ResultOutput.TableConsole(), series);
                Console.Out.WriteLine($"results: {folder.FullPath}");
                break;
            case OutputFormat.Json:
                Console.Out.WriteLine(Encoding.UTF8.GetString(json));
                break;
            case OutputFormat.Jsonl:
                Console.Out.WriteLine(series.SpreadLine());
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, null);
        }
    }
}
