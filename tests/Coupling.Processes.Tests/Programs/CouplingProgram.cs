using System.Diagnostics;

namespace Coupling.Processes.Tests.Programs;

/// <summary>The built `coupling`, started as users start it.</summary>
internal sealed class CouplingProgram : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;
    private readonly TaskCompletionSource<string> firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private CouplingProgram(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        errors = ReadErrorsAsync(process.StandardError);
    }

    public int Id => process.Id;

    /// <summary>Runs it to its end.</summary>
    public static async Task<Outcome> RunAsync(params string[] arguments) => await RunAsync([], arguments);

    /// <summary>Runs it to its end, with more in its environment.</summary>
    public static async Task<Outcome> RunAsync((string Name, string Value)[] environment, string[] arguments)
    {
        using CouplingProgram cli = Start(environment, arguments);
        return await cli.EndAsync();
    }

    public static CouplingProgram Start(params string[] arguments) => Start([], arguments);

    /// <summary>As <see cref="StartInfo"/> says, or behind another program that becomes it.</summary>
    public static CouplingProgram Start(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        return new CouplingProgram(Process.Start(start)!);
    }

    public static ProcessStartInfo StartInfo(IEnumerable<string> arguments)
    {
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        (string file, IEnumerable<string> words) =
            InterruptSignal.Heard(dotnet, [Path.Combine(AppContext.BaseDirectory, "Coupling.Cli.dll"), .. arguments]);
        return new ProcessStartInfo(file, words)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
    }

    /// <summary>The first line on standard error that names no process: the first mode has begun.</summary>
    public Task<string> BeginAsync() => firstLine.Task.WaitAsync(Patience);

    public async Task<Outcome> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return new Outcome(process.ExitCode, await output.WaitAsync(Patience), await errors.WaitAsync(Patience));
    }

    public void Kill() => process.Kill();

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private static CouplingProgram Start((string Name, string Value)[] environment, string[] arguments)
    {
        ProcessStartInfo start = StartInfo(arguments);
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new CouplingProgram(Process.Start(start)!);
    }

    private async Task<string> ReadErrorsAsync(StreamReader reader)
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (!line.Contains(": pid ", StringComparison.Ordinal))
            {
                firstLine.TrySetResult(line);
            }
        }

        firstLine.TrySetException(new InvalidOperationException("It ended without a word."));
        return string.Join('\n', lines);
    }
}
