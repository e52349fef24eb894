using System.Text.Json;
using Coupling.Cli.Commands;
using Coupling.Cli.Output;
using Coupling.Wire.Hosting;

namespace Coupling.Cli.Resume;

/// <summary>`coupling run --resume DIR`: the kept run, from where its store ends.</summary>
internal static class ResumeSession
{
    public static async Task<int> RunAsync(string directory, RunSettings asked, IReadOnlySet<string> given)
    {
        string folder = Path.GetFullPath(directory);
        KeptPlan plan;
        try
        {
            plan = KeptPlan.Read(Path.Combine(folder, RunFolder.PlanName));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return Complain(ExitCode.Usage, $"--resume: {folder} holds no run (allowed: a folder with {RunFolder.PlanName})");
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return Complain(ExitCode.BadData, fault.Message);
        }

        RunSettings settings = plan.ApplyTo(asked) with { Out = folder, Resumed = plan };
        if (Contradiction.Find(settings, asked, given, folder) is { } contradiction)
        {
            return Complain(ExitCode.Usage, contradiction);
        }

        if (VerdictOf(folder) is { } verdict and not "inconclusive")
        {
            await Console.Error.WriteLineAsync($"{plan.RunId} has ended already: {verdict}; see {Path.Combine(folder, RunFolder.ResultName)}")
                .ConfigureAwait(false);
            return verdict == "valid" ? ExitCode.Valid : ExitCode.Invalid;
        }

        // Relative paths of SPECs begin where the run was started.
        if (Directory.Exists(plan.Directory))
        {
            Environment.CurrentDirectory = plan.Directory;
        }

        return await RunSession.RunAsync(settings).ConfigureAwait(false);
    }

    /// <summary>Null if the run has no result, or one that cannot be read.</summary>
    public static string? VerdictOf(string folder)
    {
        try
        {
            using var result = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, RunFolder.ResultName)));
            return result.RootElement.GetProperty("verdict").GetString();
        }
        catch (Exception fault) when (fault is IOException or JsonException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static int Complain(int code, string message)
    {
        Console.Error.WriteLine(message);
        return code;
    }
}
