using System.CommandLine;
using Coupling.Cli.Commands;
using Coupling.Cli.Figures;

namespace Coupling.Cli.Frontiers;

/// <summary>`coupling frontier`: all modes on one pair, agreement against the bits that it took.</summary>
internal static class FrontierCommand
{
    public static Command Create()
    {
        var options = new RunOptions(FrontierModes.Sweep, "frontier", ["table", "json"]);
        var from = new Option<string?>("--from") { Description = "Folder of a run that is done: draw its frontier, run nothing." };
        var command = new Command("frontier", "Run a sweep of all modes on one pair; draw agreement against measured bits, and what a bit buys.");
        options.AddTo(command);
        command.Add(from);
        command.SetAction((parsed, _) =>
        {
            RunSettings settings = options.Settings(parsed);
            return parsed.GetValue(from) is { } folder
                ? Task.FromResult(FigureFiles.Draw(folder, (json, path) => FrontierOutput.Write(json, path, settings.Format)))
                : RunSession.RunAsync(settings with { Present = (json, path) => FrontierOutput.Write(json, path, settings.Format) });
        });
        return command;
    }
}
