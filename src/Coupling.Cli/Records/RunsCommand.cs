using System.CommandLine;
using System.Globalization;
using Coupling.Cli.Output;
using Coupling.Wire.Hosting;
using Spectre.Console;

namespace Coupling.Cli.Records;

/// <summary>`coupling runs`: what lies in a folder of runs.</summary>
internal static class RunsCommand
{
    public static Command Create()
    {
        var folder = new Option<string>("--in") { Description = "Folder of the runs.", DefaultValueFactory = _ => "runs" };
        var format = new Option<string>("--format") { Description = "What standard output carries.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        var command = new Command("runs", "List runs: how they ended, and which can be resumed.") { folder, format };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(format) == "json"));
        return command;
    }

    private static int Run(string folder, bool asJson)
    {
        if (!Directory.Exists(folder))
        {
            Console.Error.WriteLine($"--in: {folder} is not there (allowed: a folder of runs; `coupling run` makes runs/)");
            return ExitCode.Usage;
        }

        IReadOnlyList<RunEntry> runs = RunEntry.All(folder);
        if (asJson)
        {
            RecordJson.Write(new { Schema = "coupling.runs/1", Runs = runs });
        }
        else
        {
            WriteTable(runs);
        }

        return ExitCode.Valid;
    }

    private static void WriteTable(IReadOnlyList<RunEntry> runs)
    {
        Table table = RecordTable.New("Runs", "run", "state", "seeds", "rounds", "modes");
        foreach (RunEntry run in runs)
        {
            table.AddRow(
                Markup.Escape(Path.GetFileName(run.Folder)),
                run.State,
                run.Seeds.Count == 1 ? run.Seeds[0].ToString(CultureInfo.InvariantCulture) : $"{run.Seeds.Count} seeds",
                run.Rounds.ToString("N0", CultureInfo.InvariantCulture),
                Markup.Escape(string.Join(' ', run.Modes)));
        }

        ResultOutput.TableConsole().Write(table);
        foreach (RunEntry run in runs.Where(run => run.State is "unfinished" or "inconclusive"))
        {
            Console.Out.WriteLine($"to go on: coupling run --resume {run.Folder}");
        }
    }
}
