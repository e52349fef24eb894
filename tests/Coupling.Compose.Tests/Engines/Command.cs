using System.ComponentModel;
using System.Diagnostics;

namespace Coupling.Compose.Tests.Engines;

/// <summary>A program of the engine, run to its end.</summary>
internal static class Command
{
    /// <summary>An image is built with packages from afar, on a machine that tests other things meanwhile.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <param name="settings">More of its environment; of ours, what the compose files would read is taken away.</param>
    /// <param name="program">Found on the PATH.</param>
    /// <param name="arguments">Its command line.</param>
    public static async Task<Ended> RunAsync(IReadOnlyDictionary<string, string> settings, string program, params IReadOnlyList<string> arguments)
    {
        using Process process = Process.Start(StartInfo(settings, program, arguments))!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string line = $"{program} {string.Join(' ', arguments)}";
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{line}: not ended within {Patience.TotalMinutes} min\n{await output}\n{await errors}");
        }

        return new Ended(line, process.ExitCode, await output, await errors);
    }

    public static Task<Ended> RunAsync(string program, params IReadOnlyList<string> arguments) => RunAsync(new Dictionary<string, string>(), program, arguments);

    /// <summary>Its lines of standard output until one is as asked; then it is ended.</summary>
    public static async Task<string> UntilAsync(Func<string, bool> isAsked, string program, params IReadOnlyList<string> arguments)
    {
        ProcessStartInfo start = StartInfo(new Dictionary<string, string>(), program, arguments);
        using Process process = Process.Start(start)!;
        _ = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                if (isAsked(line))
                {
                    return line;
                }
            }
        }
        finally
        {
            process.Kill();
        }

        throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: it ended before that");
    }

    /// <summary>The failure of a program in words; null if it succeeds.</summary>
    public static string? Failure(string program, params IReadOnlyList<string> arguments)
    {
        try
        {
            Ended ended = RunAsync(program, arguments).GetAwaiter().GetResult();
            return ended.ExitCode == 0 ? null : $"{ended.CommandLine}: {ended.Errors.Trim()}";
        }
        catch (Win32Exception fault)
        {
            return $"{program}: {fault.Message}";
        }
    }

    private static ProcessStartInfo StartInfo(IReadOnlyDictionary<string, string> settings, string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("COUPLING_", StringComparison.Ordinal) || name.StartsWith("COMPOSE_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
