using System.Diagnostics;
using System.Threading.Channels;
using Coupling.Cli.Output;
using Coupling.Cli.Telemetry;
using Coupling.Cli.Topology;
using Coupling.Coordination.Links;
using Coupling.Wire.Dialing;
using Coupling.Wire.Security;
using Coupling.Wire.Telemetry;
using Coupling.Wire.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Coupling.Cli.Commands;

/// <summary>Submits runs, shows them while they go on and fetches their results; again where the coordinator died meanwhile.</summary>
/// <param name="topology">The services.</param>
/// <param name="goesOn">Whether the runs were begun before.</param>
/// <param name="interrupted">The user wants them to end.</param>
internal sealed class RunFollower(ITopology topology, bool goesOn, CancellationToken interrupted)
{
    private static readonly TimeSpan CallTime = TimeSpan.FromSeconds(10);

    /// <summary>The result of many rows of many modes is long.</summary>
    private static readonly TimeSpan ResultTime = TimeSpan.FromSeconds(120);
    private const int MostEvents = 1024;

    /// <summary>Follows one run to its end.</summary>
    /// <param name="settings">What it is asked to do.</param>
    /// <param name="id">Its name.</param>
    /// <param name="storeName">Where it is kept in the coordinator's folder; empty for that folder itself. A coordinator of many users keeps it by its own name.</param>
    public Task<RunOutcome> FollowAsync(RunSettings settings, string id, string storeName = "") =>
        FollowAsync(Request(settings, id, storeName), ViewOf(settings.Format));

    /// <summary>Follows one run to its end.</summary>
    /// <param name="request">What it is asked to do.</param>
    /// <param name="view">Shows it.</param>
    public async Task<RunOutcome> FollowAsync(SubmitRequest request, IRunView view)
    {
        using Activity? span = UserSpans.Source.StartActivity("coupling run", ActivityKind.Client);
        span?.SetTag("run_id", request.RunId);
        try
        {
            RunOutcome outcome = await ShowAsync(request, view).ConfigureAwait(false);
            span?.SetTag("verdict", outcome.Ended.Verdict);
            return outcome;
        }
        catch
        {
            span?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }

    private async Task<RunOutcome> ShowAsync(SubmitRequest request, IRunView view)
    {
        Channel<Progress> events = Channel.CreateBounded<Progress>(MostEvents);
        using var over = new CancellationTokenSource();
        Task notes = ForwardNotesAsync(events.Writer, over.Token);
        Task<RunOutcome> conducting = ConductAsync(request, events.Writer);
        RunEnded ended = await view.ShowAsync(events.Reader.ReadAllAsync(CancellationToken.None)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await notes.ConfigureAwait(false);
        if (ended.Reason.Length > 0)
        {
            await Console.Error.WriteLineAsync(ended.Reason).ConfigureAwait(false);
        }

        return await conducting.ConfigureAwait(false);
    }

    /// <summary>The last event is that the run has ended, or the fault that ended it here.</summary>
    private async Task<RunOutcome> ConductAsync(SubmitRequest request, ChannelWriter<Progress> events)
    {
        try
        {
            RunOutcome outcome = await ConductAnywhereAsync(request, events).ConfigureAwait(false);
            await events.WriteAsync(new Progress { RunEnded = outcome.Ended }, CancellationToken.None).ConfigureAwait(false);
            events.Complete();
            return outcome;
        }
        catch (Exception fault)
        {
            events.Complete(fault);
            throw;
        }
    }

    private async Task<RunOutcome> ConductAnywhereAsync(SubmitRequest request, ChannelWriter<Progress> events)
    {
        Uri coordinator = topology.Coordinator;
        bool mayBeThere = goesOn;
        while (true)
        {
            try
            {
                return await ConductOnceAsync(coordinator, request, mayBeThere, events).ConfigureAwait(false);
            }
            catch (RpcException fault) when (IsGone(fault) && !interrupted.IsCancellationRequested)
            {
                mayBeThere = true;

                // The new one finds the run in its store and goes on.
                Uri? next = await topology.ReplacementOfAsync(coordinator, interrupted).ConfigureAwait(false);
                if (next is null)
                {
                    throw;
                }

                coordinator = next;
            }
        }
    }

    /// <param name="coordinator">Where it listens.</param>
    /// <param name="request">The run.</param>
    /// <param name="mayBeThere">It may have the run already: from before this program was cut off from it, or started.</param>
    /// <param name="events">Gets what happens.</param>
    private async Task<RunOutcome> ConductOnceAsync(Uri coordinator, SubmitRequest request, bool mayBeThere, ChannelWriter<Progress> events)
    {
        using GrpcChannel channel = ServiceChannel.Create(coordinator, PeerRole.Coordinator, topology.Identity);
        var runs = new Runs.RunsClient(channel);
        try
        {
            await runs.SubmitAsync(request, TraceHeader.Of(UserSpans.Source), deadline: DateTime.UtcNow + CallTime, cancellationToken: interrupted);
        }
        catch (RpcException fault) when (mayBeThere && fault.StatusCode == StatusCode.AlreadyExists)
        {
            // It is watched from its beginning.
        }

        await using CancellationTokenRegistration cancel = interrupted.Register(() => _ = CancelAsync(runs, request.RunId));

        // An interrupted run ends in order, with an event that says so: the watch goes on until then.
        using AsyncServerStreamingCall<Progress> watch =
            runs.Watch(new WatchRequest { RunId = request.RunId }, cancellationToken: CancellationToken.None);
        await foreach (Progress progress in watch.ResponseStream.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            if (progress.EventCase == Progress.EventOneofCase.RunEnded)
            {
                RunEnded ended = progress.RunEnded;
                return new RunOutcome(ended, ended.HasResult ? await ResultAsync(runs, request.RunId).ConfigureAwait(false) : null);
            }

            await events.WriteAsync(progress, CancellationToken.None).ConfigureAwait(false);
        }

        throw new RpcException(new Status(StatusCode.Unavailable, "it ended the run's events before the run"));
    }

    private async Task ForwardNotesAsync(ChannelWriter<Progress> events, CancellationToken over)
    {
        try
        {
            await foreach (string note in topology.Notes.ReadAllAsync(over).ConfigureAwait(false))
            {
                await events.WriteAsync(new Progress { Note = note }, over).ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or ChannelClosedException)
        {
            // The run has ended.
        }
    }

    private SubmitRequest Request(RunSettings settings, string id, string storeName)
    {
        var request = new SubmitRequest
        {
            RunId = id,
            Rounds = settings.Rounds,
            RoundsPerRow = settings.RoundsPerRow ?? 0,
            Seconds = settings.Seconds ?? 0,
            Generations = settings.Generations,
            Batch = settings.Batch,
            InFlight = settings.InFlight,
            Seed = settings.Seed,
            MaxPayloadBytes = settings.MaxPayloadBytes,
            ReturnSeconds = topology.ReturnSeconds,
            StoreName = settings.Coordinator is null ? storeName : id,
            Link = LinkShapes.ToMessage(settings.Link),
            LinkOff = settings.IsLinkOff,
            Prior = settings.Prior ?? string.Empty,
            KeepRounds = settings.KeepRounds switch
            {
                "csv" => RoundsFormat.Csv,
                "parquet" => RoundsFormat.Parquet,
                _ => RoundsFormat.None,
            },
        };
        request.Modes.AddRange(settings.Modes);
        return request;
    }

    private static async Task<byte[]> ResultAsync(Runs.RunsClient runs, string id)
    {
        using AsyncServerStreamingCall<ResultChunk> call = runs.GetResult(
            new GetResultRequest { RunId = id }, deadline: DateTime.UtcNow + ResultTime);
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

    private static bool IsGone(RpcException fault) => TlsFault.Of(fault) is null && fault.StatusCode is StatusCode.Unavailable or StatusCode.Internal or StatusCode.Unknown or StatusCode.Cancelled;
}
