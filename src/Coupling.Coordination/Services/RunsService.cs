using Coupling.Coordination.Hosting;
using Coupling.Coordination.Parties;
using Coupling.Coordination.Runs;
using Coupling.Wire.Telemetry;
using Coupling.Wire.V1;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Coupling.Coordination.Services;

/// <summary>Where users submit runs and watch them.</summary>
internal sealed partial class RunsService(RunList runs, PartyRoster roster, LinkFactory links, CoordinatorOptions options, ILogger<RunsService> log) : Wire.V1.Runs.RunsBase
{
    private const int ChunkBytes = 256 * 1024;

    /// <inheritdoc/>
    public override Task<SubmitReply> Submit(SubmitRequest request, ServerCallContext context)
    {
        try
        {
            var run = new RunHandle(request, RunRequestCheck.Check(request), TraceHeader.Read(context));
            runs.Begin(run, async () =>
            {
                LogSubmitted(log, request.RunId, string.Join(',', request.Modes), request.Rounds);
                RunEnded ended = await new RunConductor(run, roster, links, options).RunAsync().ConfigureAwait(false);
                LogEnded(log, request.RunId, ended.Verdict, ended.Reason);
            });
            return Task.FromResult(new SubmitReply { RunId = request.RunId });
        }
        catch (RunFaultException fault)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, fault.Message));
        }
    }

    /// <inheritdoc/>
    public override async Task Watch(WatchRequest request, IServerStreamWriter<Progress> responseStream, ServerCallContext context)
    {
        await foreach (Progress progress in runs.Find(request.RunId).Log.WatchAsync(context.CancellationToken).ConfigureAwait(false))
        {
            await responseStream.WriteAsync(progress, context.CancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public override async Task GetResult(GetResultRequest request, IServerStreamWriter<ResultChunk> responseStream, ServerCallContext context)
    {
        byte[] result = runs.Find(request.RunId).Result
            ?? throw new RpcException(new Status(StatusCode.FailedPrecondition, $"run '{request.RunId}' has no result"));
        for (int start = 0; start < result.Length; start += ChunkBytes)
        {
            var chunk = new ResultChunk { Json = ByteString.CopyFrom(result, start, Math.Min(ChunkBytes, result.Length - start)) };
            await responseStream.WriteAsync(chunk, context.CancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public override Task<CancelReply> Cancel(CancelRequest request, ServerCallContext context)
    {
        runs.Find(request.RunId).Cancel();
        return Task.FromResult(new CancelReply());
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "run {RunId} was submitted: modes {Modes}, {Rounds} rounds")]
    private static partial void LogSubmitted(ILogger log, string runId, string modes, ulong rounds);

    [LoggerMessage(Level = LogLevel.Information, Message = "run {RunId} has ended: {Verdict} {Reason}")]
    private static partial void LogEnded(ILogger log, string runId, string verdict, string reason);
}
