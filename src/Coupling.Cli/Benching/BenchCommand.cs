using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Coupling.Cli.Commands;
using Coupling.Cli.Records;
using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Wire.Hosting;
using Spectre.Console;

namespace Coupling.Cli.Benching;

/// <summary>`coupling bench`: how fast the modes are on this machine, beside what the machine allows.</summary>
internal static class BenchCommand
{
    private const double StandardSeconds = 60;
    private const double LeastSeconds = 0.1;
    private const double MostSeconds = 86_400;

    private static readonly int[] StandardItems = [1000, 32_000, 128_256];
    private static readonly string[] StandardModes = ["gumbel", "minhash", "repair:8", "repair-grouped:8", "lowcomm:1e-3", "optimal:cached"];

    public static Command Create()
    {
        Option<double> seconds = CreateSeconds();
        Option<int[]> items = CreateItems();
        Option<Protocol[]> modes = CreateModes();
        var format = new Option<string>("--format") { Description = "What standard output carries.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        var command = new Command("bench", "Measure samples per second of modes on this machine, beside its limits: reading memory, the generator, the transport.")
        {
            seconds, items, modes, format,
        };
        command.SetAction((parsed, _) => RunAsync(
            new BenchSettings(parsed.GetRequiredValue(seconds), parsed.GetRequiredValue(items), parsed.GetRequiredValue(modes)),
            parsed.GetRequiredValue(format) == "json"));
        return command;
    }

    private static async Task<int> RunAsync(BenchSettings settings, bool asJson)
    {
        BenchReport report = await BenchRun.MeasureAsync(settings, step => Console.Error.WriteLine($"measuring {step}")).ConfigureAwait(false);
        if (asJson)
        {
            RecordJson.Write(report);
        }
        else
        {
            BenchOutput.Write(AnsiConsole.Console, report);
        }

        return ExitCode.Valid;
    }

    private static Option<double> CreateSeconds() => new("--seconds")
    {
        Description = "Time for all of it; it may take longer where a single round does.",
        DefaultValueFactory = _ => StandardSeconds,
        CustomParser = argument =>
        {
            string text = argument.Tokens[0].Value;
            if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
                || value is not (>= LeastSeconds and <= MostSeconds))
            {
                argument.AddError(string.Create(
                    CultureInfo.InvariantCulture, $"--seconds: {text} (allowed: a decimal number, {LeastSeconds} to {MostSeconds})"));
            }

            return value;
        },
    };

    private static Option<int[]> CreateItems() => new("--n")
    {
        Description = "Comma-separated sizes of the alphabet.",
        DefaultValueFactory = _ => StandardItems,
        CustomParser = argument => [.. Words(argument).Select(word => Number(word, argument))],
    };

    private static int Number(string word, ArgumentResult argument)
    {
        if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int n) || n is < 1 or > Row.MaximumLength)
        {
            argument.AddError($"--n: {word} (allowed: numbers with commas between, each 1 to {Row.MaximumLength})");
        }

        return n;
    }

    private static Option<Protocol[]> CreateModes() => new("--modes")
    {
        Description = "Comma-separated: " + string.Join(", ", ProtocolCatalog.Modes.Select(mode => mode.Pattern)) + ".",
        DefaultValueFactory = _ => Array.ConvertAll(StandardModes, ProtocolCatalog.Parse),
        CustomParser = argument =>
        {
            try
            {
                return [.. Words(argument).Select(ProtocolCatalog.Parse)];
            }
            catch (UnknownModeException fault)
            {
                argument.AddError($"--modes: {fault.Message}");
                return [];
            }
        },
    };

    private static string[] Words(ArgumentResult argument)
    {
        string[] words = RunOptions.ModesOf(string.Join(',', argument.Tokens.Select(token => token.Value)));
        if (words.Length == 0)
        {
            argument.AddError($"{((OptionResult)argument.Parent!).Option.Name}: nothing (allowed: one or more, with commas between)");
        }

        return words;
    }
}
