using System.Globalization;
using Coupling.Cli.Commands;

namespace Coupling.Cli.Resume;

/// <summary>An option beside --resume that asks for something else than the kept plan.</summary>
internal static class Contradiction
{
    /// <summary>The first one, in words; null if there is none.</summary>
    /// <param name="kept">The settings of the run.</param>
    /// <param name="asked">The settings of the command line.</param>
    /// <param name="given">The options that the user wrote.</param>
    /// <param name="folder">The run's folder.</param>
    public static string? Find(RunSettings kept, RunSettings asked, IReadOnlySet<string> given, string folder)
    {
        (string Option, Func<RunSettings, string?> Value)[] fixedOptions =
        [
            ("--p", settings => settings.P),
            ("--q", settings => settings.Q),
            ("--prior", settings => settings.Prior),
            ("--modes", settings => string.Join(',', settings.Modes)),
            ("--rounds", settings => Text(settings.Rounds)),
            ("--rounds-per-row", settings => settings.RoundsPerRow?.ToString(CultureInfo.InvariantCulture)),
            ("--seconds", settings => settings.Seconds?.ToString(CultureInfo.InvariantCulture)),
            ("--keep-rounds", settings => settings.KeepRounds),
            ("--batch", settings => Text(settings.Batch)),
            ("--in-flight", settings => Text(settings.InFlight)),
            ("--link", settings => LinkChoice.Of(settings).Text),
            ("--seed", settings => Text(settings.Seed)),
            ("--seeds", settings => string.Join(',', settings.Seeds)),
            ("--max-payload", settings => Text(settings.MaxPayloadBytes)),
            ("--alphabet", settings => settings.AlphabetFile),
            ("--name", settings => settings.Name),
            ("--coordinator", settings => settings.Coordinator?.ToString()),
        ];
        foreach ((string option, Func<RunSettings, string?> value) in fixedOptions)
        {
            if (given.Contains(option) && value(asked) != value(kept))
            {
                return $"{option}: {value(asked)}, but the run in {folder} has {value(kept) ?? "none"} (allowed: the same, or nothing)";
            }
        }

        return given.Contains("--out") && Path.GetFullPath(asked.Out!) != folder
            ? $"--out: {asked.Out}, but the run is in {folder} (allowed: the same, or nothing)"
            : null;
    }

    private static string Text(ulong value) => value.ToString(CultureInfo.InvariantCulture);
}
