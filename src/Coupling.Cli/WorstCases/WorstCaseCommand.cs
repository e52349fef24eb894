using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Coupling.Cli.Commands;
using Coupling.Cli.Output;
using Coupling.Theory;

namespace Coupling.Cli.WorstCases;

/// <summary>`coupling worst-case`: a pair on which silence reaches (1 − D)/(1 + D) and no more, measured.</summary>
internal static class WorstCaseCommand
{
    private static readonly string[] Modes = ["minhash", "gumbel"];

    public static Command Create()
    {
        var options = new RunOptions(Modes, "worst-case", ["table", "json", "jsonl"], withPair: false);
        var distance = new Option<double>("--tv")
        {
            Description = "Total variation of the pair, 0 to 1.",
            Required = true,
            CustomParser = argument =>
            {
                string text = argument.Tokens[0].Value;
                if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) || value > 1)
                {
                    argument.AddError($"--tv: {text} (allowed: a decimal number, 0 to 1)");
                }

                return value;
            },
        };
        var command = new Command("worst-case", "Build a pair on which no protocol without messages can do better than (1 − D)/(1 + D); show that it is reached.")
        {
            distance,
        };
        options.AddTo(command);
        command.SetAction((parsed, _) =>
        {
            SubsetPair pair = SubsetPair.Of(parsed.GetRequiredValue(distance));
            RunSettings settings = options.Settings(parsed);
            return RunSession.RunAsync(settings with
            {
                P = Spec(pair, 0),
                Q = Spec(pair, pair.Size - pair.Overlap),
                Present = (json, path) => Write(pair, json, path, settings.Format),
            });
        });
        return command;
    }

    private static string Spec(SubsetPair pair, int from) =>
        string.Create(CultureInfo.InvariantCulture, $"subset:{from},{from + pair.Size},{pair.AlphabetSize}");

    private static void Write(SubsetPair pair, byte[] json, string folder, OutputFormat format)
    {
        ResultOutput.Write(format, json, folder);
        if (format != OutputFormat.Table)
        {
            return;
        }

        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"P = {Spec(pair, 0)}, Q = {Spec(pair, pair.Size - pair.Overlap)}: |A| = |B| = {pair.Size}, |A ∩ B| = {pair.Overlap}, D = {pair.TotalVariation:R}"));
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bound (1 − D)/(1 + D) = |A ∩ B|/|A ∪ B| = {pair.Bound:F6}"));
        foreach (JsonElement mode in JsonElement.Parse(json).GetProperty("modes").EnumerateArray())
        {
            JsonElement interval = mode.GetProperty("interval");
            double low = interval.GetProperty("low").GetDouble();
            double high = interval.GetProperty("high").GetDouble();
            string relation = low > pair.Bound ? "above the bound" : high < pair.Bound ? "below the bound" : "equal to the bound, as far as measured";
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{mode.GetProperty("mode").GetString()}: {low:F5}–{high:F5} (99 %): {relation}"));
        }
    }
}
