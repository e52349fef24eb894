using System.CommandLine;
using Coupling.Cli.Commands;
using Coupling.Cli.Figures;
using Coupling.Wire.Hosting;

namespace Coupling.Cli.Scatters;

/// <summary>`coupling scatter`: the agreement of every row of a workload against its total variation.</summary>
internal static class ScatterCommand
{
    public static Command Create()
    {
        var options = new RunOptions(["gumbel", "minhash"], "scatter", ["table", "json"]);
        var from = new Option<string?>("--from") { Description = "Folder of a run on a workload that is done: draw it, run nothing." };
        var command = new Command("scatter", "Run silent modes on a workload; draw each row's agreement against its total variation.");
        options.AddTo(command);
        command.Add(from);
        command.Validators.Add(result =>
        {
            if (result.GetValue(from) is null && !RunOptions.IsGiven(result, options.RoundsPerRow))
            {
                result.AddError("--rounds-per-row: none (allowed: a whole number of rounds for each row; or --from DIR)");
            }
        });
        command.SetAction((parsed, _) =>
        {
            RunSettings settings = options.Settings(parsed);
            return parsed.GetValue(from) is { } folder
                ? Task.FromResult(FigureFiles.Draw(folder, (json, path) => ScatterOutput.Write(json, path, settings.Format)))
                : RunAsync(settings);
        });
        return command;
    }

    private static async Task<int> RunAsync(RunSettings settings)
    {
        try
        {
            return await RunSession.RunAsync(settings with { Present = (json, path) => ScatterOutput.Write(json, path, settings.Format) }).ConfigureAwait(false);
        }
        catch (InvalidDataException fault)
        {
            return FigureFiles.Complain(ExitCode.BadData, fault.Message);
        }
    }
}
