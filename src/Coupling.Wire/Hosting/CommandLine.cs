using System.CommandLine;

namespace Coupling.Wire.Hosting;

/// <summary>Runs a command line: errors in it end with exit code 64, before anything has been done.</summary>
public static class CommandLine
{
    public static async Task<int> RunAsync(Command command, string[] args)
    {
        ArgumentNullException.ThrowIfNull(command);
        ParseResult parsed = command.Parse(args);
        if (parsed.Errors.Count == 0)
        {
            // Signals are the commands' own: the library would end the process after two seconds.
            // Nor may it end with code 1 on a defect: that one means a requirement that is not met.
            var configuration = new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
            return await InvokeAsync(parsed, configuration).ConfigureAwait(false);
        }

        foreach (string message in parsed.Errors.Select(error => error.Message).Distinct())
        {
            await Console.Error.WriteLineAsync(message).ConfigureAwait(false);
        }

        string name = command is RootCommand ? "coupling" : command.Name;
        await Console.Error.WriteLineAsync($"See: {name} --help").ConfigureAwait(false);
        return ExitCode.Usage;
    }

    private static async Task<int> InvokeAsync(ParseResult parsed, InvocationConfiguration configuration)
    {
        try
        {
            return await parsed.InvokeAsync(configuration).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it was, it gets its own exit code.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            await Console.Error.WriteLineAsync(fault.ToString()).ConfigureAwait(false);
            return ExitCode.Defect;
        }
    }
}
