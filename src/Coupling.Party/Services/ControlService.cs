using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Coupling.Distributions;
using Coupling.Input;
using Coupling.Party.Hosting;
using Coupling.Party.Inputs;
using Coupling.Party.Leases;
using Coupling.Party.Plans;
using Coupling.Party.Probes;
using Coupling.Party.Speculation;
using Coupling.Party.Telemetry;
using Coupling.Protocols;
using Coupling.Statistics;
using Coupling.Wire.Alphabets;
using Coupling.Wire.Links;
using Coupling.Wire.Plans;
using Coupling.Wire.Telemetry;
using Coupling.Wire.V1;
using Grpc.Core;

namespace Coupling.Party.Services;

/// <summary>A party as the coordinator sees it.</summary>
internal sealed class ControlService(PartyOptions options, PartyInput input, ModelInput model, RunTable runs, ExpectedLeases expected)
    : Wire.V1.Party.PartyBase
{
    private const int NumbersPerChunk = 16384;

    /// <inheritdoc/>
    public override Task<PartyDescription> Describe(DescribeRequest request, ServerCallContext context)
    {
        var description = new PartyDescription
        {
            Role = options.Role == Role.Alice ? PartyRole.Alice : PartyRole.Bob,
            Version = ProductVersion.Text,
            MayDisclose = options.MayDisclose,
        };
        if (request.Model)
        {
            description.AlphabetKind = PlanTexts.AlphabetKind;
            description.Size = (uint)model.Vocabulary.Size;
            description.AlphabetDigest = model.Vocabulary.Digest;
            description.PriorDigest = model.PriorDigest;
            description.Model = options.MayDisclose ? model.Spec : string.Empty;
        }
        else if (request.Workload)
        {
            RowSequence rows = input.Workload();
            description.AlphabetKind = AlphabetKind.Index.Name();
            description.Size = (uint)rows.AlphabetSize;
            description.Rows = (uint)rows.Rows;
        }
        else
        {
            input.Load();
            description.AlphabetKind = input.Kind.Name();
            description.Size = (uint)input.Size;
            description.AlphabetDigest = input.Given?.Digest ?? string.Empty;
        }

        return Task.FromResult(description);
    }

    /// <inheritdoc/>
    public override async Task OfferAlphabet(
        OfferAlphabetRequest request, IServerStreamWriter<AlphabetChunk> responseStream, ServerCallContext context)
    {
        Alphabet own = input.OwnAlphabet();
        foreach (AlphabetChunk chunk in AlphabetChunks.Of(own))
        {
            await responseStream.WriteAsync(chunk, context.CancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public override async Task<AdoptAlphabetReply> AdoptAlphabet(
        IAsyncStreamReader<AlphabetChunk> requestStream, ServerCallContext context)
    {
        (Alphabet agreed, _) = await AlphabetChunks.ReadAsync(requestStream, "the agreed alphabet", context.CancellationToken)
            .ConfigureAwait(false);
        input.Adopt(agreed);
        return new AdoptAlphabetReply { Size = (uint)agreed.Size, Digest = agreed.Digest };
    }

    /// <inheritdoc/>
    public override Task<PromptTokens> ReadPrompt(ReadPromptRequest request, ServerCallContext context)
    {
        int bytes = Encoding.UTF8.GetByteCount(request.Text);
        if (bytes > PlanTexts.MaximumPromptBytes)
        {
            throw new BadDataException("prompt", "bytes", bytes.ToString(CultureInfo.InvariantCulture), $"at most {PlanTexts.MaximumPromptBytes}");
        }

        var tokens = new PromptTokens();
        tokens.Tokens.AddRange(model.Vocabulary.Encode(request.Text).Select(token => (uint)token));
        return Task.FromResult(tokens);
    }

    /// <inheritdoc/>
    public override Task<PrepareReply> Prepare(PrepareRequest request, ServerCallContext context)
    {
        PublicPlan plan = request.Plan;
        IPreparedRun run = PlanTexts.AreAsked(plan) ? new SpeculationRun(options.Role, plan, model)
            : PlanRows.IsWorkload(plan) ? RunOf(plan, input.WorkloadOn(plan))
            : RunOf(plan, input.RowOn(plan));
        return Task.FromResult(new PrepareReply { PlanHash = runs.Add(run) });
    }

    /// <inheritdoc/>
    public override async Task Work(
        IAsyncStreamReader<WorkCommand> requestStream, IServerStreamWriter<WorkReport> responseStream, ServerCallContext context)
    {
        var work = new WorkStream(requestStream, responseStream);
        Lease lease = await work.ReadLeaseAsync(context.CancellationToken).ConfigureAwait(false);
        IPreparedRun run = runs.Find(lease.PlanHash);
        using Activity? span = TraceHeader.Begin(PartyInstruments.Of(options.Role).Source, "work", TraceHeader.Read(context));
        span?.SetTag("mode", run.NameOf(lease.Mode)).SetTag("first_round", (long)lease.FirstRound).SetTag("attempt", (int)lease.Attempt);
        try
        {
            var account = new LeaseAccount(lease);
            runs.Open(lease.PlanHash, account);
            await WorkAsync(run, lease, account, work, context.CancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // Why, the log says: a message may name what is in a distribution.
            span?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }

    /// <inheritdoc/>
    public override async Task<ProbeLinkReply> ProbeLink(ProbeLinkRequest request, ServerCallContext context)
    {
        if (options.Role != Role.Alice)
        {
            throw new RpcException(new Status(StatusCode.FailedPrecondition, "probe: Alice dials, and this is Bob"));
        }

        if (runs.Find(request.PlanHash).Plan.Link is not { } shaping)
        {
            throw new RpcException(new Status(StatusCode.FailedPrecondition, "probe: the plan's link is not shaped (allowed: of a plan with a shaped link)"));
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        patience.CancelAfter(ProbeSize.Time(shaping));
        return await AliceProbe.RunAsync(request, shaping, options, patience.Token).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override Task<WireMeters> ReadMeters(ReadMetersRequest request, ServerCallContext context) =>
        Task.FromResult(runs.Account(request.PlanHash)?.Read() ?? new WireMeters());

    /// <inheritdoc/>
    public override async Task<MarginalTest> TestMarginal(IAsyncStreamReader<CountsChunk> requestStream, ServerCallContext context)
    {
        PartyRun? run = null;
        var counts = new List<long>();
        await foreach (CountsChunk chunk in requestStream.ReadAllAsync(context.CancellationToken).ConfigureAwait(false))
        {
            run ??= runs.FindPair(chunk.PlanHash);
            counts.AddRange(chunk.Counts.Select(count => checked((long)count)));
            if (counts.Count > run.AlphabetSize)
            {
                break;
            }
        }

        if (run is null || counts.Count != run.AlphabetSize)
        {
            throw new BadDataException($"counts: {counts.Count} of them (allowed: one per item, {run?.AlphabetSize})");
        }

        GoodnessOfFitResult test = GoodnessOfFit.Test(counts.ToArray(), run.ExpectedShares(counts.Sum()).Span);
        return new MarginalTest
        {
            Statistic = test.Statistic,
            PValue = test.PValue,
            GStatistic = test.GStatistic,
            GPValue = test.GPValue,
            DegreesOfFreedom = (uint)test.DegreesOfFreedom,
            OnZeroProbability = (ulong)test.OnZeroProbability,
        };
    }

    /// <inheritdoc/>
    public override async Task Disclose(
        DiscloseRequest request, IServerStreamWriter<WeightsChunk> responseStream, ServerCallContext context)
    {
        if (!options.MayDisclose)
        {
            throw new RpcException(new Status(StatusCode.PermissionDenied, "This party was not started with --disclose."));
        }

        PartyRun run = runs.FindPair(request.PlanHash);
        var chunk = new WeightsChunk { Spec = input.Spec };
        if (run.Workload is { } workload)
        {
            chunk.Rows = (uint)workload.Rows;
            chunk.Digest = workload.Digest;
        }

        bool isFirst = true;
        foreach (Row row in Disclosed(run, request))
        {
            for (int start = 0; start < row.Length;)
            {
                int count = Math.Min(NumbersPerChunk - chunk.Weights.Count, row.Length - start);
                chunk.Weights.AddRange(row.Weights.Slice(start, count).ToArray());
                start += count;
                if (chunk.Weights.Count == NumbersPerChunk)
                {
                    await responseStream.WriteAsync(chunk, context.CancellationToken).ConfigureAwait(false);
                    chunk = new WeightsChunk();
                    isFirst = false;
                }
            }
        }

        if (isFirst || chunk.Weights.Count > 0)
        {
            await responseStream.WriteAsync(chunk, context.CancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public override Task<ReleaseReply> Release(ReleaseRequest request, ServerCallContext context)
    {
        runs.Remove(request.PlanHash);
        return Task.FromResult(new ReleaseReply());
    }

    private async Task WorkAsync(IPreparedRun prepared, Lease lease, LeaseAccount account, WorkStream work, CancellationToken cancellationToken)
    {
        switch (prepared)
        {
            case PartyRun run when run.ProtocolAt(lease.Mode) is SilentProtocol silent:
                await SilentWork.RunAsync(run, silent, lease, work, cancellationToken).ConfigureAwait(false);
                break;
            case PartyRun run when run.ProtocolAt(lease.Mode) is ConversingProtocol conversing:
                await using (IWireEnd end = EndOf(lease, account, work, SessionManner.Of(run.Plan)))
                {
                    await ConversingWork.RunAsync(run, conversing, lease, end, work, cancellationToken).ConfigureAwait(false);
                }

                break;
            case SpeculationRun run when lease.Alone || !run.SchemeAt(lease.Mode).HasDrafter:
                await SpeculationWork.DecodeAsync(run, lease, work, cancellationToken).ConfigureAwait(false);
                break;
            case SpeculationRun run:
                await using (IWireEnd end = EndOf(lease, account, work, SessionManner.Of(run.Plan)))
                {
                    await SpeculationWork.SpeakAsync(run, lease, end, work, cancellationToken).ConfigureAwait(false);
                }

                break;
            default:
                throw new InvalidOperationException("A mode is silent or conversing, or a scheme.");
        }
    }

    private PartyRun RunOf(PublicPlan plan, Row row)
    {
        PlanCheck.Check(plan);
        return new PartyRun(options.Role, plan, row, input.PriorOn(plan));
    }

    private PartyRun RunOf(PublicPlan plan, RowSequence workload)
    {
        PlanCheck.Check(plan);
        return new PartyRun(options.Role, plan, workload, input.PriorOn(plan));
    }

    private static IEnumerable<Row> Disclosed(PartyRun run, DiscloseRequest request)
    {
        if (run.Workload is not { } workload)
        {
            return [run.Context.Own.RowAt(0)];
        }

        return (ulong)request.FirstRow + request.Rows <= (ulong)workload.Rows
            ? Enumerable.Range((int)request.FirstRow, (int)request.Rows).Select(workload.RowAt)
            : throw new BadDataException("disclose", "rows", $"{request.FirstRow}+{request.Rows}", $"within 0 to {workload.Rows}");
    }

    private IWireEnd EndOf(Lease lease, LeaseAccount account, WorkStream work, SessionManner manner) => options.Role == Role.Alice
        ? new AliceEnd(lease, account, options, manner)
        : new BobEnd(lease, account, expected, work, manner);
}
