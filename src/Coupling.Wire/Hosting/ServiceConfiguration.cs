using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.Extensions.Configuration;

namespace Coupling.Wire.Hosting;

/// <summary>
/// Settings of a service in the usual order: the command line, then environment variables COUPLING_NAME, then the --config file, then
/// the default. Every name is that of an option; --wire-listen is COUPLING_WIRE_LISTEN, and "wire-listen" in the file.
/// </summary>
public static class ServiceConfiguration
{
    private const string Prefix = "COUPLING_";

    /// <summary>A section of the file that is .NET's: levels of the log.</summary>
    private const string Logging = "Logging";

    /// <summary>`--config`.</summary>
    public static Option<string?> File { get; } = new("--config")
    {
        Description = "JSON file of these options by name, such as {\"listen\": \"127.0.0.1:7001\"}; COUPLING_LISTEN and --listen win over it.",
    };

    /// <summary>What was given on the command line, completed from the environment and the file.</summary>
    /// <exception cref="UsageException">A value cannot be used, the file has a key that is no option, or it cannot be read.</exception>
    public static ParseResult Complete(Command command, ParseResult given)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(given);
        Dictionary<string, Option> options = command.Options.Where(option => !option.Hidden || option.Name == "--child").ToDictionary(option => option.Name[2..], StringComparer.OrdinalIgnoreCase);
        Dictionary<string, (string Value, string Source)> settings = new(StringComparer.OrdinalIgnoreCase);
        IConfiguration environment = new ConfigurationBuilder().AddEnvironmentVariables(Prefix).Build();
        string? path = given.GetValue(File) ?? environment[KeyOf("config")];
        if (path is not null)
        {
            foreach (IConfigurationSection setting in ReadFile(path).GetChildren().Where(setting => setting.Key != Logging))
            {
                if (!options.ContainsKey(setting.Key))
                {
                    throw new UsageException($"{path}: {setting.Key} (allowed: {string.Join(", ", options.Keys.Where(name => name != "child").Order())}, {Logging})");
                }

                settings[setting.Key] = (setting.Value ?? string.Empty, $"{path}: {setting.Key}");
            }
        }

        foreach (string name in options.Keys)
        {
            if (environment[KeyOf(name)] is { } value)
            {
                settings[name] = (value, Prefix + KeyOf(name));
            }
        }

        var line = new List<string>();
        foreach ((string name, Option option) in options)
        {
            if (given.CommandResult.GetResult(option) is { Implicit: false } own)
            {
                line.AddRange([option.Name, .. own.Tokens.Select(token => token.Value)]);
            }
            else if (settings.TryGetValue(name, out (string Value, string Source) setting))
            {
                string[] tokens = [option.Name, setting.Value];
                if (command.Parse(tokens).Errors is [var error, ..])
                {
                    throw new UsageException($"{setting.Source}: {error.Message}");
                }

                line.AddRange(tokens);
            }
        }

        return command.Parse(line);
    }

    private static string KeyOf(string name) => name.ToUpperInvariant().Replace('-', '_');

    private static IConfigurationRoot ReadFile(string path)
    {
        try
        {
            return new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(path), optional: false).Build();
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new UsageException($"--config: {path}: {(fault.InnerException ?? fault).Message} (allowed: a JSON object of options by name)");
        }
    }
}
