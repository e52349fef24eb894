using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Coupling.Cli.Output;
using Coupling.Cli.Requirements;
using Coupling.Cli.Resume;
using Coupling.Cli.Seeds;
using Coupling.Cli.Topology;
using Coupling.Distributions;
using Coupling.Wire.Hosting;
using Coupling.Wire.Security;
using Grpc.Core;

namespace Coupling.Cli.Commands;

/// <summary>One `coupling run`, from its services to its tables.</summary>
internal static class RunSession
{
    public static async Task<int> RunAsync(RunSettings settings)
    {
        string id = settings.Resumed?.RunId ?? string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyyMMdd'T'HHmmssfff'Z'}-{settings.Name}");
        RunFolder folder;
        try
        {
            folder = settings.Resumed is null ? RunFolder.Create(settings.Out, id, settings.Seeds) : RunFolder.Reopen(settings.Out!);
            if (settings.Resumed is null)
            {
                folder.WritePlan(KeptPlan.Of(settings, id).Serialize());
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Complain(ExitCode.Usage, fault.Message);
        }

        using var interrupted = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Interrupt(signal, interrupted));
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Interrupt(signal, interrupted));
        int code = ExitCode.Usage;
        try
        {
            ITopology topology = settings.Coordinator is { } coordinator
                ? new RemoteTopology(coordinator, settings.Certificates is { } certificates ? TlsIdentity.Load(certificates, PeerRole.User) : null)
                : settings.InProcess
                ? await InProcessTopology.StartAsync(settings, folder.FullPath, interrupted.Token).ConfigureAwait(false)
                : await ProcessTopology.StartAsync(settings, folder.FullPath, folder.Logs, interrupted.Token).ConfigureAwait(false);
            await using (topology.ConfigureAwait(false))
            {
                return code = await ConductAsync(settings, id, folder, new RunFollower(topology, settings.Resumed is not null, interrupted.Token)).ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (interrupted.IsCancellationRequested && IsCancellation(fault))
        {
            return code = Complain(ExitCode.Interrupted, "interrupted");
        }
        catch (ServiceStartException fault)
        {
            return Complain(ExitCode.Unavailable, fault.Message);
        }
        catch (BadDataException fault)
        {
            return code = Complain(ExitCode.BadData, fault.Message);
        }
        catch (RpcException fault) when (TlsFault.Of(fault) is { } refused)
        {
            return code = Complain(ExitCode.BadData, $"coordinator: {refused}");
        }
        catch (RpcException fault)
        {
            // What the library says of a connection that broke is about itself, not for a user.
            return code = fault.StatusCode is StatusCode.InvalidArgument or StatusCode.AlreadyExists or StatusCode.ResourceExhausted or StatusCode.PermissionDenied
                ? Complain(ExitCode.Usage, fault.Status.Detail)
                : Complain(ExitCode.Unavailable, $"coordinator: {fault.StatusCode}: it cannot be reached, or went away");
        }
        finally
        {
            // What was refused before it began leaves nothing to resume.
            if (settings.Resumed is null && code is ExitCode.Usage or ExitCode.BadData)
            {
                folder.ForgetPlan();
            }

            folder.RemoveIfEmpty();
        }
    }

    private static async Task<int> ConductAsync(
        RunSettings settings, string id, RunFolder folder, RunFollower follower)
    {
        if (settings.Seeds.Count > 0)
        {
            return await SeedSeries.ConductAsync(settings, id, folder, FollowSeedAsync).ConfigureAwait(false);
        }

        RunOutcome outcome = await follower.FollowAsync(settings, id).ConfigureAwait(false);
        IReadOnlyList<RequirementFinding> findings = [];
        int code = outcome.Ended.ExitCode;
        if (outcome.Json is { } json)
        {
            folder.WriteResult(json);
            (settings.Present ?? ((result, path) => ResultOutput.Write(settings.Format, result, path)))(json, folder.FullPath);
            code = settings.Judge?.Invoke(code, json) ?? code;
            findings = RequirementJudge.Judge(settings.Requirements, JsonElement.Parse(json));
            RequirementOutput.Write(settings.Format, findings, withSeed: false);
        }

        return RequirementJudge.ExitCodeOf(code, findings);

        async Task<RunOutcome> FollowSeedAsync(RunSettings run, string name)
        {
            // Of a series that is resumed, what has ended stays as it is.
            return settings.Resumed is not null && folder.OfSeed(run.Seed).FinishedResult() is { } json
                ? RunOutcome.Of(json)
                : await follower.FollowAsync(run, name, RunFolder.SeedName(run.Seed)).ConfigureAwait(false);
        }
    }

    private static void Interrupt(PosixSignalContext signal, CancellationTokenSource interrupted)
    {
        // A second Ctrl-C ends the process as usual.
        signal.Cancel = !interrupted.IsCancellationRequested;
        interrupted.Cancel();
    }

    private static bool IsCancellation(Exception fault) =>
        fault is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled };

    private static int Complain(int code, string message)
    {
        Console.Error.WriteLine(message);
        return code;
    }
}
