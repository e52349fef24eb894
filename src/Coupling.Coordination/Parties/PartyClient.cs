using System.Runtime.CompilerServices;
using Coupling.Coordination.Telemetry;
using Coupling.Distributions;
using Coupling.Input;
using Coupling.Protocols;
using Coupling.Wire.Alphabets;
using Coupling.Wire.Links;
using Coupling.Wire.Meters;
using Coupling.Wire.Plans;
using Coupling.Wire.Security;
using Coupling.Wire.Telemetry;
using Coupling.Wire.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Coupling.Coordination.Parties;

/// <summary>A party as the coordinator talks to it. Every call has a deadline; faults name the party.</summary>
/// <param name="role">Which one.</param>
/// <param name="card">Where it was found.</param>
/// <param name="kind">What its input is asked for as.</param>
/// <param name="identity">Who the coordinator is to a party that speaks TLS; null for plain text.</param>
internal sealed class PartyClient(Role role, PartyCard card, InputKind kind = InputKind.Distribution, TlsIdentity? identity = null) : IDisposable
{
    /// <summary>Reading an input of the largest allowed size takes time.</summary>
    private static readonly TimeSpan LoadTime = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan CallTime = TimeSpan.FromSeconds(30);
    private const int CountsPerChunk = 65536;

    /// <summary>Weights that one call discloses; a call has a deadline, and whoever reads them computes with them meanwhile.</summary>
    private const int WeightsPerCall = 1 << 21;

    private readonly ControlChannel control = new(new Uri(card.ControlAddress), role == Role.Alice ? PeerRole.Alice : PeerRole.Bob, identity);

    public Role Role => role;

    /// <summary>Where it was found.</summary>
    public PartyCard Card => card;

    public string Name => role == Role.Alice ? "alice" : "bob";

    /// <summary>Control bytes to and from this party.</summary>
    public MeterSnapshot ControlBytes => control.Meter.Snapshot();

    public void Dispose() => control.Dispose();

    public Task<PartyDescription> DescribeAsync(CancellationToken cancellationToken) =>
        Named(async () => await control.Party.DescribeAsync(Describing(), Within(LoadTime, cancellationToken)), cancellationToken);

    /// <summary>Whether it is there. Its input is read if that has not happened yet, but nobody waits as long for that.</summary>
    public Task GreetAsync(CancellationToken cancellationToken) =>
        Named(async () => await control.Party.DescribeAsync(Describing(), Within(CallTime, cancellationToken)), cancellationToken);

    /// <summary>The party's own alphabet and the message bytes that carried it.</summary>
    public Task<(Alphabet Alphabet, long MessageBytes)> OfferAlphabetAsync(CancellationToken cancellationToken) =>
        Named(async () =>
        {
            using AsyncServerStreamingCall<AlphabetChunk> call =
                control.Party.OfferAlphabet(new OfferAlphabetRequest(), Within(LoadTime, cancellationToken));
            return await AlphabetChunks.ReadAsync(call.ResponseStream, $"the alphabet that {Name} offers", cancellationToken).ConfigureAwait(false);
        }, cancellationToken);

    /// <summary>Hands over the agreed alphabet; returns the message bytes that carried it.</summary>
    public Task<long> AdoptAlphabetAsync(Alphabet agreed, CancellationToken cancellationToken) =>
        Named(async () =>
        {
            using AsyncClientStreamingCall<AlphabetChunk, AdoptAlphabetReply> call = control.Party.AdoptAlphabet(Within(LoadTime, cancellationToken));
            long bytes = 0;
            foreach (AlphabetChunk chunk in AlphabetChunks.Of(agreed))
            {
                bytes += chunk.CalculateSize() + Wire.Sessions.SessionMeter.MessagePrefixBytes;
                await call.RequestStream.WriteAsync(chunk, cancellationToken).ConfigureAwait(false);
            }

            await call.RequestStream.CompleteAsync().ConfigureAwait(false);
            AdoptAlphabetReply reply = await call.ResponseAsync.ConfigureAwait(false);
            return reply.Digest == agreed.Digest
                ? bytes
                : throw new RunFaultException(RunFault.Unavailable, $"{Name} adopted the alphabet {reply.Digest}; agreed was {agreed.Digest}");
        }, cancellationToken);

    /// <summary>A prompt in the tokens of the party's vocabulary.</summary>
    public Task<int[]> ReadPromptAsync(string prompt, CancellationToken cancellationToken) =>
        Named(async () =>
        {
            PromptTokens read = await control.Party.ReadPromptAsync(new ReadPromptRequest { Text = prompt }, Within(CallTime, cancellationToken));
            return read.Tokens.Select(token => checked((int)token)).ToArray();
        }, cancellationToken);

    public Task<ByteString> PrepareAsync(PublicPlan plan, CancellationToken cancellationToken) =>
        Named(async () =>
        {
            PrepareReply reply = await control.Party.PrepareAsync(new PrepareRequest { Plan = plan }, Within(CallTime, cancellationToken));
            return reply.PlanHash;
        }, cancellationToken);

    /// <summary>Has Alice measure the link of a plan.</summary>
    public Task<ProbeLinkReply> ProbeLinkAsync(ByteString planHash, string linkAddress, LinkShaping shaping, CancellationToken cancellationToken) =>
        Named(async () => await control.Party.ProbeLinkAsync(
            new ProbeLinkRequest { PlanHash = planHash, LinkAddress = linkAddress },
            Within(ProbeSize.Time(shaping) + CallTime, cancellationToken)), cancellationToken);

    public Task<WireMeters> ReadMetersAsync(ByteString planHash, CancellationToken cancellationToken) =>
        Named(async () => await control.Party.ReadMetersAsync(
            new ReadMetersRequest { PlanHash = planHash }, Within(CallTime, cancellationToken)), cancellationToken);

    public Task<MarginalTest> TestMarginalAsync(ByteString planHash, long[] counts, CancellationToken cancellationToken) =>
        Named(async () =>
        {
            using AsyncClientStreamingCall<CountsChunk, MarginalTest> call = control.Party.TestMarginal(Within(kind == InputKind.Workload ? LoadTime : CallTime, cancellationToken));
            for (int start = 0; start < counts.Length; start += CountsPerChunk)
            {
                var chunk = new CountsChunk { PlanHash = start == 0 ? planHash : ByteString.Empty };
                chunk.Counts.AddRange(counts.Skip(start).Take(CountsPerChunk).Select(count => (ulong)count));
                await call.RequestStream.WriteAsync(chunk, cancellationToken).ConfigureAwait(false);
            }

            await call.RequestStream.CompleteAsync().ConfigureAwait(false);
            return await call.ResponseAsync.ConfigureAwait(false);
        }, cancellationToken);

    /// <summary>The party's weights and its own words for them.</summary>
    public Task<Disclosure> DiscloseAsync(ByteString planHash, int size, CancellationToken cancellationToken) =>
        Named(async () =>
        {
            using AsyncServerStreamingCall<WeightsChunk> call =
                control.Party.Disclose(new DiscloseRequest { PlanHash = planHash }, Within(CallTime, cancellationToken));
            string spec = string.Empty;
            var weights = new List<double>(size);
            await foreach (WeightsChunk chunk in call.ResponseStream.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                spec = spec.Length == 0 ? chunk.Spec : spec;
                weights.AddRange(chunk.Weights);
                if (weights.Count > size)
                {
                    break;
                }
            }

            return weights.Count == size
                ? new Disclosure(spec, Row.FromWeights([.. weights], $"{Name}'s disclosure"))
                : throw new RunFaultException(RunFault.Unavailable, $"{Name} disclosed {weights.Count} weights (allowed: {size})");
        }, cancellationToken);

    /// <summary>What the party says of its workload, without its rows.</summary>
    public Task<Disclosure> DiscloseShapeAsync(ByteString planHash, CancellationToken cancellationToken) =>
        Named(async () =>
        {
            using AsyncServerStreamingCall<WeightsChunk> call =
                control.Party.Disclose(new DiscloseRequest { PlanHash = planHash }, Within(LoadTime, cancellationToken));
            return await call.ResponseStream.MoveNext(cancellationToken).ConfigureAwait(false)
                && call.ResponseStream.Current is { Rows: >= 1 and <= PlanRows.MaximumRows } shape
                ? new Disclosure(shape.Spec, shape.Digest, (int)shape.Rows, Row: null)
                : throw new RunFaultException(RunFault.Unavailable, $"{Name} disclosed no workload (allowed: 1 to {PlanRows.MaximumRows} rows)");
        }, cancellationToken);

    /// <summary>The rows of the party's workload, one after another.</summary>
    /// <param name="planHash">Names the plan.</param>
    /// <param name="size">n.</param>
    /// <param name="rows">The first so many.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="RunFaultException">It cannot be reached, or what it discloses are no such rows.</exception>
    public async IAsyncEnumerable<Row> DiscloseRowsAsync(
        ByteString planHash, int size, int rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int perCall = Math.Max(1, WeightsPerCall / size);
        for (int first = 0; first < rows; first += perCall)
        {
            int count = Math.Min(perCall, rows - first);
            using AsyncServerStreamingCall<WeightsChunk> call = control.Party.Disclose(
                new DiscloseRequest { PlanHash = planHash, FirstRow = (uint)first, Rows = (uint)count }, Within(LoadTime, cancellationToken));
            var weights = new double[size];
            int filled = 0;
            int done = 0;
            while (await NextAsync(call).ConfigureAwait(false) is { } chunk)
            {
                for (int taken = 0; taken < chunk.Weights.Count && done < count;)
                {
                    int part = Math.Min(size - filled, chunk.Weights.Count - taken);
                    for (int index = 0; index < part; index++)
                    {
                        weights[filled + index] = chunk.Weights[taken + index];
                    }

                    filled += part;
                    taken += part;
                    if (filled == size)
                    {
                        yield return RowOf(weights, first + done);
                        weights = new double[size];
                        filled = 0;
                        done++;
                    }
                }
            }

            if (done < count || filled > 0)
            {
                throw new RunFaultException(RunFault.Unavailable, $"{Name} disclosed {done} rows from row {first} on (allowed: {count})");
            }
        }

        Task<WeightsChunk?> NextAsync(AsyncServerStreamingCall<WeightsChunk> call) => Named(
            async () => await call.ResponseStream.MoveNext(cancellationToken).ConfigureAwait(false) ? call.ResponseStream.Current : null,
            cancellationToken);
    }

    /// <summary>Begins a lease. The call lives as long as the lease; the caller watches its progress.</summary>
    /// <param name="holdingTime">How long the link may keep what is said.</param>
    /// <param name="cancellationToken">Ends the lease.</param>
    public PartyWork BeginWork(TimeSpan holdingTime, CancellationToken cancellationToken) =>
        new(this, control.Party.Work(new CallOptions(TraceHeader.Of(CoordinatorInstruments.Source), cancellationToken: cancellationToken)), PartyWork.ProgressDeadline + holdingTime);

    public async Task ReleaseAsync(ByteString planHash)
    {
        try
        {
            await control.Party.ReleaseAsync(new ReleaseRequest { PlanHash = planHash }, Within(TimeSpan.FromSeconds(2), CancellationToken.None));
        }
        catch (RpcException)
        {
            // A party that is gone has forgotten the run.
        }
    }

    private DescribeRequest Describing() => new() { Workload = kind == InputKind.Workload, Model = kind == InputKind.Model };

    private Row RowOf(double[] weights, int row)
    {
        try
        {
            return Row.FromWeights(weights, $"{Name}'s disclosure: row {row}");
        }
        catch (BadDataException fault)
        {
            throw new RunFaultException(RunFault.BadData, fault.Message, fault);
        }
    }

    private static CallOptions Within(TimeSpan time, CancellationToken cancellationToken) =>
        new(deadline: DateTime.UtcNow + time, cancellationToken: cancellationToken);

    private async Task<T> Named<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (RpcException fault)
        {
            // A call that we cancelled ourselves is no fault of the party's.
            cancellationToken.ThrowIfCancellationRequested();
            throw RunFaultException.Of(Name, fault);
        }
    }
}
