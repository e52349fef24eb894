using System.CommandLine;
using System.Globalization;
using Coupling.Cli.Commands;
using Coupling.Cli.Figures;
using Coupling.Figures.Advising;
using Coupling.Protocols;

namespace Coupling.Cli.Advising;

/// <summary>`coupling advise`: all modes on one pair and one link; which of them gives the most.</summary>
internal static class AdviseCommand
{
    /// <summary>Per mode, and more where turns take long: all of them in a few minutes.</summary>
    private const double StandardSeconds = 3;

    /// <summary>What may be under way fills the link once, is done over and over, and leaves the link once: so often in all before it is measured well.</summary>
    private const uint Generations = 3;

    public static Command Create()
    {
        var options = new RunOptions(AdviceModes.Sweep, "advise", ["table", "json"], standardSeconds: StandardSeconds);
        var from = new Option<string?>("--from") { Description = "Folder of a run that is done: advise by it, run nothing." };
        Option<double?> maxLoss = CreateMaxLoss();
        var fresh = new Option<bool>("--fresh") { Description = "The pair changes with every round: leave out modes that need one that stays." };
        var command = new Command("advise", "Measure a sweep of all modes on one pair and one link; say which gives the most agreed samples per second, per bit, and at what loss.");
        options.AddTo(command);
        foreach (Option option in (Option[])[maxLoss, fresh, from])
        {
            command.Add(option);
        }

        command.SetAction((parsed, _) =>
        {
            RunSettings settings = options.Settings(parsed);
            var wish = new AdviceWish(parsed.GetValue(maxLoss), parsed.GetValue(fresh));
            if (parsed.GetValue(from) is { } folder)
            {
                return Task.FromResult(FigureFiles.Draw(folder, (json, path) => AdviceOutput.Write(AdviceReader.Read(json, wish), json, path, settings.Format)));
            }

            bool choosesModes = RunOptions.IsGiven(parsed.CommandResult, options.Modes);
            var run = new AdviceRun(wish, settings.Format);
            return RunSession.RunAsync(settings with
            {
                Modes = wish.PairChanges && !choosesModes && settings.RoundsPerRow is null ? [.. settings.Modes.Where(MayChange)] : settings.Modes,
                Generations = Generations,
                Present = run.Present,
                Judge = run.Judge,
            });
        });
        return command;
    }

    private static bool MayChange(string mode) => ProtocolCatalog.Parse(mode) is { NeedsOnePair: false } protocol and not ConversingProtocol { UnitRounds: > 1 };

    private static Option<double?> CreateMaxLoss() => new("--max-loss")
    {
        Description = "Recommend the fastest mode whose agreement is at most so far below 1 - D; without, for 0.1, 0.01 and 0.001.",
        CustomParser = argument =>
        {
            string text = argument.Tokens[0].Value;
            if (!double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double value) || value is not (>= 0 and <= 1))
            {
                argument.AddError($"--max-loss: {text} (allowed: a number, 0 to 1)");
            }

            return value;
        },
    };
}
