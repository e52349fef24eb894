using System.CommandLine;
using System.CommandLine.Parsing;
using Coupling.Cli.Requirements;
using Coupling.Cli.Resume;
using Coupling.Cli.Seeds;
using Coupling.Protocols;

namespace Coupling.Cli.Commands;

/// <summary>`coupling run`. Its work is <see cref="RunSession"/>'s.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var options = new RunOptions(ProtocolCatalog.Defaults, "run", ["table", "json", "jsonl"]);
        var keepRounds = new Option<string?>("--keep-rounds") { Description = "Keep single samples, and write them to rounds/MODE.csv or .parquet when the run is over." };
        keepRounds.AcceptOnlyFromAmong("csv", "parquet");
        var resume = new Option<string?>("--resume") { Description = "Folder of a run that did not end: go on where it stopped." };
        var seeds = new Option<string?>("--seeds") { Description = "Several seeds, a run for each: 1..10 or 1,5,9. Instead of --seed." };
        var require = new Option<string[]>("--require")
        {
            Description = "[MODE.]FIELD OP NUMBER, a field of result.json; may be repeated. Exit code 1 if it is not met.",
            DefaultValueFactory = _ => [],
        };

        var command = new Command("run", "Draw coupled samples between two parties, meter every bit, compare with theory.");
        options.AddTo(command);
        foreach (Option option in (Option[])[seeds, require, keepRounds, resume])
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            Check(result, () => SeedsOf(result.GetValue(seeds)));
            foreach (string text in result.GetValue(require) ?? [])
            {
                Check(result, () => RequirementParser.Parse(text, RunOptions.ModesOf(result.GetValue(options.Modes))));
            }

            if (result.GetValue(seeds) is not null && RunOptions.IsGiven(result, options.Seed))
            {
                result.AddError("--seeds: not together with --seed");
            }
        });
        command.SetAction((parsed, _) =>
        {
            RunSettings settings = options.Settings(parsed);
            settings = settings with
            {
                KeepRounds = parsed.GetValue(keepRounds),
                Seeds = SeedsOf(parsed.GetValue(seeds)),
                Requirements = RequirementsOf(parsed.GetValue(require), settings.Modes),
            };
            return parsed.GetValue(resume) is { } folder
                ? ResumeSession.RunAsync(folder, settings, command.Options.Where(option => RunOptions.IsGiven(parsed.CommandResult, option)).Select(option => option.Name).ToHashSet())
                : RunSession.RunAsync(settings);
        });
        return command;
    }

    private static IReadOnlyList<ulong> SeedsOf(string? seeds) => seeds is null ? [] : SeedList.Parse(seeds);

    private static IReadOnlyList<Requirement> RequirementsOf(string[]? texts, IReadOnlyList<string> modes) =>
        [.. (texts ?? []).Select(text => RequirementParser.Parse(text, modes))];

    private static void Check(CommandResult result, Func<object> read)
    {
        try
        {
            _ = read();
        }
        catch (FormatException fault)
        {
            result.AddError(fault.Message);
        }
    }
}
