using System.CommandLine;
using System.Globalization;
using Coupling.Cli.Output;
using Coupling.Cli.Resume;
using Coupling.Coordination.Replays;
using Coupling.Distributions;
using Coupling.Protocols;
using Coupling.Wire.Hosting;

namespace Coupling.Cli.Replays;

/// <summary>`coupling replay`: a run's samples and bits computed again from its plan, with no wire in between.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var directory = new Argument<string>("DIR") { Description = "Folder of a run, finished or not." };
        var command = new Command("replay", "Compute a run again from its plan; say identical, or where it first differs.") { directory };
        command.SetAction(parsed => Run(Path.GetFullPath(parsed.GetRequiredValue(directory))));
        return command;
    }

    private static int Run(string folder)
    {
        try
        {
            KeptPlan plan = KeptPlan.Read(Path.Combine(folder, RunFolder.PlanName));
            if (plan.Coordinator is not null)
            {
                return Complain(ExitCode.Usage, $"DIR: {folder} was conducted by {plan.Coordinator}; only its parties have its inputs (allowed: a run that was started with --p and --q)");
            }

            if (Directory.Exists(plan.Directory))
            {
                Environment.CurrentDirectory = plan.Directory;
            }

            return plan.Seeds.Count == 0
                ? Replay(plan, folder, plan.Seed)
                : plan.Seeds.Max(seed => Replay(plan, Path.Combine(folder, RunFolder.SeedName(seed)), seed));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return Complain(ExitCode.Usage, $"DIR: {folder} holds no run (allowed: a folder with {RunFolder.PlanName})");
        }
        catch (Exception fault) when (fault is InvalidDataException or BadDataException or ReplayException or UnknownModeException
            or IOException or UnauthorizedAccessException)
        {
            return Complain(ExitCode.BadData, fault.Message);
        }
    }

    private static int Replay(KeptPlan plan, string folder, ulong seed)
    {
        int code = ExitCode.Valid;
        var request = new ReplayRequest(folder, plan.P, plan.Q, plan.Alphabet, plan.Modes, seed) { Prior = plan.Prior, RoundsPerRow = plan.RoundsPerRow };
        foreach (ReplayedMode mode in RunReplay.Replay(request))
        {
            string outcome = mode.Difference is { } difference ? $"differs: {difference}" : "identical";
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}  {mode.Mode,-20} {mode.Rounds,12:N0} rounds  {outcome}"));
            code = mode.Difference is null ? code : ExitCode.Invalid;
        }

        return code;
    }

    private static int Complain(int code, string message)
    {
        Console.Error.WriteLine(message);
        return code;
    }
}
