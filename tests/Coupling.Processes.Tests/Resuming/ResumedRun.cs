using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Coupling.Processes.Tests.Programs;

namespace Coupling.Processes.Tests.Resuming;

/// <summary>A `coupling run` whose processes a test may kill.</summary>
internal sealed class ResumedRun : IDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    private readonly Process process;
    private readonly ConcurrentQueue<string> errors = new();
    private readonly Task reading;
    private readonly Task<string> output;

    private ResumedRun(string folder, IEnumerable<(string Name, string Value)> environment, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = CouplingProgram.StartInfo(["run", "--format", "json", .. arguments]);
        start.WorkingDirectory = folder;
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        output = process.StandardOutput.ReadToEndAsync();
        reading = ReadErrorsAsync();
    }

    public int Id => process.Id;

    public string Errors => string.Join('\n', errors);

    public static ResumedRun Start(string folder, params string[] arguments) => new(folder, [], arguments);

    /// <summary>The same, with more in its environment.</summary>
    public static ResumedRun Start(string folder, (string Name, string Value)[] environment, params string[] arguments) => new(folder, environment, arguments);

    /// <summary>Waits for a line on standard error.</summary>
    public async Task SeeAsync(Func<string, bool> line)
    {
        var clock = Stopwatch.StartNew();
        while (!errors.Any(line))
        {
            Assert.True(!reading.IsCompleted && clock.Elapsed < Deadline, $"never seen; the errors were: {Errors}");
            await Task.Delay(20);
        }
    }

    /// <summary>The process that serves a role, as the run first said.</summary>
    public int PidOf(string role)
    {
        string start = $"{role}: pid ";
        string line = errors.First(line => line.StartsWith(start, StringComparison.Ordinal) && !line.Contains("ended", StringComparison.Ordinal));
        return int.Parse(line[start.Length..], CultureInfo.InvariantCulture);
    }

    public int[] AllPids() => [.. new[] { "coordinator", "alice", "bob" }.Select(PidOf)];

    /// <summary>Kills the command itself, as kill -9 does.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async Task<(int Code, string Output)> EndAsync()
    {
        using var patience = new CancellationTokenSource(Deadline);
        await process.WaitForExitAsync(patience.Token);
        await reading;
        return (process.ExitCode, await output);
    }

    /// <summary>The result of a run that is valid.</summary>
    public async Task<JsonElement> ValidAsync()
    {
        (int code, string json) = await EndAsync();
        Assert.True(code == 0, $"exit code {code}: {Errors} {json}");
        using var document = JsonDocument.Parse(json);
        JsonElement result = document.RootElement.Clone();
        Assert.Equal("valid", result.GetProperty("verdict").GetString());
        return result;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private async Task ReadErrorsAsync()
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            errors.Enqueue(line);
        }
    }
}
