using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Coupling.Cli.Requirements;
using Coupling.Cli.Resume;
using Coupling.Cli.Seeds;
using Coupling.Input;
using Coupling.Protocols;
using Coupling.Wire.Plans;

namespace Coupling.Cli.Commands;

/// <summary>`coupling run`: its options. Its work is <see cref="RunSession"/>'s.</summary>
internal static class RunCommand
{
    private const ulong DefaultRounds = 50_000;
    private const uint DefaultBatch = 4096;
    private const ulong DefaultSeed = 1;
    private const ulong DefaultMaxPayload = 4UL << 30;

    /// <summary>A run's name has at most 64 letters, 20 of which are the time.</summary>
    private const int LongestName = 44;

    public static Command Create()
    {
        var p = new Option<string?>("--p") { Description = "SPEC of Alice's distribution (docs/input.md); default: the words of a shipped story." };
        var q = new Option<string?>("--q") { Description = "SPEC of Bob's distribution; default: the words of the same story, retold." };
        var modes = new Option<string>("--modes")
        {
            Description = "Comma-separated: " + string.Join(", ", ProtocolCatalog.Modes.Select(mode => mode.Pattern)) + ".",
            DefaultValueFactory = _ => string.Join(',', ProtocolCatalog.Defaults),
        };
        Option<ulong> rounds = Number("--rounds", "Coupled pairs per mode.", DefaultRounds, 1, PlanLimits.MaximumRounds);
        Option<double?> seconds = Seconds();
        Option<ulong> batch = Number("--batch", "Rounds that run and retry together; never changes a result.", DefaultBatch);
        Option<ulong> inFlight = Number("--in-flight", "Batches under way at once; 0 chooses.", 0);
        Option<ulong> seed = Number("--seed", "Of the shared, public coins: 0 to 2^64-1.", DefaultSeed);
        Option<ulong> maxPayload = Number("--max-payload", "Bytes; a mode that is expected to say more is refused.", DefaultMaxPayload);
        var output = new Option<string?>("--out") { Description = "Folder of the run; default runs/<utc>-<name>." };
        var name = new Option<string>("--name") { Description = "Name of the run.", DefaultValueFactory = _ => "run" };
        name.Validators.Add(RequireName);
        var alphabet = new Option<string?>("--alphabet") { Description = "File with the alphabet of both texts, an item per line." };
        var format = new Option<string>("--format") { Description = "What standard output carries.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json", "jsonl");
        var topology = new Option<string>("--topology") { Description = "Where the three services live.", DefaultValueFactory = _ => "processes" };
        topology.AcceptOnlyFromAmong("processes", "in-process");

        var keepRounds = new Option<string?>("--keep-rounds") { Description = "Keep single samples, and write them to rounds/MODE.csv or .parquet when the run is over." };
        keepRounds.AcceptOnlyFromAmong("csv", "parquet");
        var resume = new Option<string?>("--resume") { Description = "Folder of a run that did not end: go on where it stopped." };
        var seeds = new Option<string?>("--seeds") { Description = "Several seeds, a run for each: 1..10 or 1,5,9. Instead of --seed." };
        var require = new Option<string[]>("--require")
        {
            Description = "[MODE.]FIELD OP NUMBER, a field of result.json; may be repeated. Exit code 1 if it is not met.",
            DefaultValueFactory = _ => [],
        };

        var command = new Command("run", "Draw coupled samples between two parties, meter every bit, compare with theory.")
        {
            p, q, modes, rounds, seconds, batch, inFlight, seed, maxPayload, output, name, alphabet, format, topology, seeds, require, keepRounds, resume,
        };
        command.Validators.Add(result =>
        {
            Check(result, () => SeedsOf(result.GetValue(seeds)));
            foreach (string text in result.GetValue(require) ?? [])
            {
                Check(result, () => RequirementParser.Parse(text, ModesOf(result.GetValue(modes))));
            }

            if (result.GetValue(seeds) is not null && IsGiven(result, seed))
            {
                result.AddError("--seeds: not together with --seed");
            }
        });
        command.SetAction((parsed, _) =>
        {
            RunSettings settings = Settings(parsed);
            return parsed.GetValue(resume) is { } folder
                ? ResumeSession.RunAsync(folder, settings, command.Options.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(option => option.Name).ToHashSet())
                : RunSession.RunAsync(settings);
        });
        return command;

        RunSettings Settings(ParseResult parsed) => new()
        {
            P = parsed.GetValue(p) ?? ShippedText("harbour.en.txt"),
            Q = parsed.GetValue(q) ?? ShippedText("harbour-retold.en.txt"),
            Modes = ModesOf(parsed.GetValue(modes)),
            Rounds = parsed.GetValue(seconds) is null || IsGiven(parsed.CommandResult, rounds) ? parsed.GetRequiredValue(rounds) : 0,
            Seconds = parsed.GetValue(seconds),
            Batch = (uint)Math.Min(uint.MaxValue, parsed.GetRequiredValue(batch)),
            InFlight = (uint)Math.Min(uint.MaxValue, parsed.GetRequiredValue(inFlight)),
            Seed = parsed.GetRequiredValue(seed),
            MaxPayloadBytes = parsed.GetRequiredValue(maxPayload),
            Out = parsed.GetValue(output),
            Name = parsed.GetRequiredValue(name),
            AlphabetFile = parsed.GetValue(alphabet),
            Format = Enum.Parse<OutputFormat>(parsed.GetRequiredValue(format), ignoreCase: true),
            InProcess = parsed.GetRequiredValue(topology) == "in-process",
            KeepRounds = parsed.GetValue(keepRounds),
            Seeds = SeedsOf(parsed.GetValue(seeds)),
            Requirements = RequirementsOf(parsed.GetValue(require), ModesOf(parsed.GetValue(modes))),
        };
    }

    /// <summary>The name becomes part of a path before anyone else looks at it.</summary>
    private static void RequireName(OptionResult option)
    {
        string text = option.GetValueOrDefault<string>() ?? string.Empty;
        if (text.Length is 0 or > LongestName || !text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
        {
            option.AddError($"{option.Option.Name}: {text} (allowed: 1 to {LongestName} of a-z, A-Z, 0-9, '-', '_')");
        }
    }

    private static string[] ModesOf(string? modes) =>
        modes?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static IReadOnlyList<ulong> SeedsOf(string? seeds) => seeds is null ? [] : SeedList.Parse(seeds);

    private static IReadOnlyList<Requirement> RequirementsOf(string[]? texts, string[] modes) =>
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

    private static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };

    private static Option<double?> Seconds() => new("--seconds")
    {
        Description = "Time per mode. With --rounds, whichever is reached first; else as many rounds as it allows.",
        CustomParser = argument =>
        {
            string text = argument.Tokens[0].Value;
            if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
                || value is not (>= PlanLimits.MinimumSeconds and <= PlanLimits.MaximumSeconds))
            {
                argument.AddError(string.Create(
                    CultureInfo.InvariantCulture,
                    $"--seconds: {text} (allowed: a decimal number, {PlanLimits.MinimumSeconds} to {PlanLimits.MaximumSeconds})"));
            }

            return value;
        },
    };

    private static Option<ulong> Number(string name, string description, ulong standard, ulong least = 0, ulong most = ulong.MaxValue) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => standard,
        CustomParser = argument =>
        {
            string text = argument.Tokens[0].Value;
            if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value))
            {
                argument.AddError($"{name}: {text} (allowed: a whole number, {least} to {most})");
            }
            else if (value < least || value > most)
            {
                argument.AddError($"{name}: {text} (allowed: {least} to {most})");
            }

            return value;
        },
    };

    private static string ShippedText(string file) =>
        new TextSpec(Path.Combine(AppContext.BaseDirectory, "texts", file)).ToString();
}
