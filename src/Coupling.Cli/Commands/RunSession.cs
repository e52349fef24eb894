using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Coupling.Cli.Output;
using Coupling.Cli.Requirements;
using Coupling.Cli.Seeds;
using Coupling.Cli.Topology;
using Coupling.Wire.Hosting;
using Coupling.Wire.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Coupling.Cli.Commands;

/// <summary>One `coupling run`, from its services to its tables.</summary>
internal static class RunSession
{
    private static readonly TimeSpan CallTime = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(RunSettings settings)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyyMMdd'T'HHmmssfff'Z'}-{settings.Name}");
        RunFolder folder;
        try
        {
            folder = RunFolder.Create(settings.Out, id, settings.Seeds);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Complain(ExitCode.Usage, fault.Message);
        }

        using var interrupted = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Interrupt(signal, interrupted));
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Interrupt(signal, interrupted));
        try
        {
            ITopology topology = settings.InProcess
                ? await InProcessTopology.StartAsync(settings, interrupted.Token).ConfigureAwait(false)
                : await ProcessTopology.StartAsync(settings, folder.Logs, interrupted.Token).ConfigureAwait(false);
            await using (topology.ConfigureAwait(false))
            {
                return await ConductAsync(settings, id, folder, topology.Coordinator, interrupted.Token).ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (interrupted.IsCancellationRequested && IsCancellation(fault))
        {
            return Complain(ExitCode.Interrupted, "interrupted");
        }
        catch (ServiceStartException fault)
        {
            return Complain(ExitCode.Unavailable, fault.Message);
        }
        catch (RpcException fault)
        {
            // What the library says of a connection that broke is about itself, not for a user.
            return fault.StatusCode == StatusCode.InvalidArgument
                ? Complain(ExitCode.Usage, fault.Status.Detail)
                : Complain(ExitCode.Unavailable, $"coordinator: {fault.StatusCode}: it cannot be reached, or went away");
        }
        finally
        {
            folder.RemoveIfEmpty();
        }
    }

    private static async Task<int> ConductAsync(
        RunSettings settings, string id, RunFolder folder, Uri coordinator, CancellationToken interrupted)
    {
        using GrpcChannel channel = GrpcChannel.ForAddress(coordinator);
        var runs = new Runs.RunsClient(channel);
        if (settings.Seeds.Count > 0)
        {
            return await SeedSeries.ConductAsync(
                settings, id, folder, (run, name) => FollowAsync(run, name, runs, interrupted)).ConfigureAwait(false);
        }

        RunOutcome outcome = await FollowAsync(settings, id, runs, interrupted).ConfigureAwait(false);
        IReadOnlyList<RequirementFinding> findings = [];
        if (outcome.Json is { } json)
        {
            folder.WriteResult(json);
            ResultOutput.Write(settings.Format, json, folder.FullPath);
            findings = RequirementJudge.Judge(settings.Requirements, JsonElement.Parse(json));
            RequirementOutput.Write(settings.Format, findings, withSeed: false);
        }

        return RequirementJudge.ExitCodeOf(outcome.Ended.ExitCode, findings);
    }

    /// <summary>Submits a run, shows it while it goes on and fetches its result.</summary>
    private static async Task<RunOutcome> FollowAsync(RunSettings settings, string id, Runs.RunsClient runs, CancellationToken interrupted)
    {
        await runs.SubmitAsync(Request(settings, id), deadline: DateTime.UtcNow + CallTime, cancellationToken: interrupted);
        await using CancellationTokenRegistration cancel = interrupted.Register(() => _ = CancelAsync(runs, id));

        // An interrupted run ends in order, with an event that says so: the watch goes on until then.
        using AsyncServerStreamingCall<Progress> watch = runs.Watch(new WatchRequest { RunId = id }, cancellationToken: CancellationToken.None);
        RunEnded ended = await ViewOf(settings.Format)
            .ShowAsync(watch.ResponseStream.ReadAllAsync(CancellationToken.None)).ConfigureAwait(false);
        if (ended.Reason.Length > 0)
        {
            await Console.Error.WriteLineAsync(ended.Reason).ConfigureAwait(false);
        }

        return new RunOutcome(ended, ended.HasResult ? await ResultAsync(runs, id).ConfigureAwait(false) : null);
    }

    private static SubmitRequest Request(RunSettings settings, string id)
    {
        var request = new SubmitRequest
        {
            RunId = id,
            Rounds = settings.Rounds,
            Batch = settings.Batch,
            InFlight = settings.InFlight,
            Seed = settings.Seed,
            MaxPayloadBytes = settings.MaxPayloadBytes,
        };
        request.Modes.AddRange(settings.Modes);
        return request;
    }

    private static async Task<byte[]> ResultAsync(Runs.RunsClient runs, string id)
    {
        using AsyncServerStreamingCall<ResultChunk> call = runs.GetResult(
            new GetResultRequest { RunId = id }, deadline: DateTime.UtcNow + CallTime);
        using var json = new MemoryStream();
        await foreach (ResultChunk chunk in call.ResponseStream.ReadAllAsync().ConfigureAwait(false))
        {
            chunk.Json.WriteTo(json);
        }

        return json.ToArray();
    }

    private static IRunView ViewOf(OutputFormat format) => format switch
    {
        OutputFormat.Jsonl => new JsonLinesView(Console.Out),
        _ when Console.IsErrorRedirected => new PlainView(Console.Error),
        _ => new LiveView(ResultOutput.ErrorConsole()),
    };

    private static async Task CancelAsync(Runs.RunsClient runs, string id)
    {
        try
        {
            await runs.CancelAsync(new CancelRequest { RunId = id }, deadline: DateTime.UtcNow + CallTime);
        }
        catch (RpcException)
        {
            // The watch ends with the coordinator, and says so.
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
